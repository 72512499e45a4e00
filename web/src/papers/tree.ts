// The papers as a tree by agenda item, and in words. Pure.
import type { PageChange } from '../api/submissions';
import type { AgendaItem, View } from '../api/view';
import type { Paper } from '../api/view/papers';

export interface Branch {
  /** Null: papers of the whole meeting. */
  readonly item: AgendaItem | null;
  /** Its place on the agenda from 1; null when it is not on it. */
  readonly place: number | null;
  readonly papers: readonly Paper[];
}

/** The whole meeting's papers first, then item by item, postponed ones last; `bare`: also items without papers. */
export function paperTree({ agenda, papers }: Pick<View, 'agenda' | 'papers'>, bare = false): Branch[] {
  const all = papers.order.flatMap((id) => papers.items[id] ?? []);
  const of = (item: string | null) => all.filter((paper) => paper.item === item);
  const listed = [...agenda.order, ...agenda.postponed].flatMap((id): Branch[] => {
    const item = agenda.items[id];
    const place = agenda.order.indexOf(id);
    return item ? [{ item, place: place < 0 ? null : place + 1, papers: of(id) }] : [];
  });
  const whole: Branch = { item: null, place: null, papers: of(null) };
  return [whole, ...listed].filter((branch) => branch.papers.length > 0 || (bare && branch.item !== null));
}

/** The pages a reader should look at again, as numbers of the new version: `3`, `7–9`. */
export function changedPages(pages: readonly PageChange[]): string[] {
  const numbers = [...new Set(pages.flatMap(({ after }) => after ?? []))].sort((a, b) => a - b);
  const spans: [number, number][] = [];
  for (const page of numbers) {
    const last = spans.at(-1);
    if (last && page === last[1] + 1) last[1] = page;
    else spans.push([page, page]);
  }
  return spans.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`));
}

/** The newest version somebody has read before the one that stands; null when there is none. */
export function readBefore(read: readonly number[] | undefined, version: number): number | null {
  const earlier = (read ?? []).filter((one) => one < version);
  return earlier.length > 0 ? Math.max(...earlier) : null;
}

/** Minutes from now to a deadline, negative after it; null without one. */
export function minutesTo(due: string | null, now: string): number | null {
  return due === null ? null : Math.round((Date.parse(due) - Date.parse(now)) / 60_000);
}

/** The papers withdrawn since the view before; none on the first look, when it is no news. */
export function newlyWithdrawn(before: View['papers'] | null, now: View['papers']): Paper[] {
  if (before === null) return [];
  return now.order.flatMap((id) => {
    const paper = now.items[id];
    return paper?.withdrawn && before.items[id]?.withdrawn === null ? paper : [];
  });
}
