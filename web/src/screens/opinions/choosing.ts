// Whom a slip is for while it is being chosen: hundreds of accounts, found by words and by group. Pure.
import type { Addressee, Chosen } from '../../api/opinions';
import { fold } from '../home/fold';

/** Chosen accounts with the group each counts under, in the order they were chosen. */
export type Choices = ReadonlyMap<string, string>;

export interface Listed extends Addressee {
  readonly text: string;
}
export interface Filter {
  readonly query: string;
  readonly group: string | null;
  readonly onlyChosen: boolean;
}

/** Folds everybody once, so that each letter typed only compares. */
export function listed(directory: readonly Addressee[]): Listed[] {
  return directory.map((one) => ({ ...one, text: fold(`${one.name} ${one.office} ${one.login}`) }));
}

export function shownOf(all: readonly Listed[], filter: Filter, chosen: Choices): Listed[] {
  const words = fold(filter.query).split(/\s+/).filter(Boolean);
  return all.filter(
    (one) =>
      (filter.group === null || groupOf(one, chosen) === filter.group) &&
      (!filter.onlyChosen || chosen.has(one.account)) &&
      words.every((word) => one.text.includes(word)),
  );
}

/** The group somebody counts under: the one given for this slip, else the agency's own. */
export function groupOf(one: Addressee, chosen: Choices): string {
  return chosen.get(one.account) || one.group;
}

export function toggled(chosen: Choices, one: Addressee): Choices {
  const next = new Map(chosen);
  if (!next.delete(one.account)) next.set(one.account, one.group);
  return next;
}

export function added(chosen: Choices, people: readonly Addressee[]): Choices {
  const next = new Map(chosen);
  for (const one of people) if (!next.has(one.account)) next.set(one.account, one.group);
  return next;
}

export function dropped(chosen: Choices, people: readonly Addressee[]): Choices {
  const gone = new Set(people.map((one) => one.account));
  return new Map([...chosen].filter(([account]) => !gone.has(account)));
}

/** Adds what a pasted list named; the groups it gives hold. */
export function merged(chosen: Choices, found: readonly Chosen[]): Choices {
  const next = new Map(chosen);
  for (const one of found) next.set(one.account, one.group);
  return next;
}

export function asBody(chosen: Choices): Chosen[] {
  return [...chosen].map(([account, group]) => ({ account, group }));
}

export interface GroupCount {
  readonly group: string;
  readonly all: number;
  readonly chosen: number;
}

/** Every group there is with how many of it are chosen, the largest first. */
export function groupCounts(all: readonly Addressee[], chosen: Choices): GroupCount[] {
  const counts = new Map<string, { all: number; chosen: number }>();
  for (const one of all) {
    const count = counts.get(groupOf(one, chosen)) ?? { all: 0, chosen: 0 };
    count.all += 1;
    if (chosen.has(one.account)) count.chosen += 1;
    counts.set(groupOf(one, chosen), count);
  }
  return [...counts]
    .map(([group, count]) => ({ group, ...count }))
    .sort((a, b) => b.all - a.all || a.group.localeCompare(b.group, 'vi'));
}
