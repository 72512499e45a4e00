/** Days as `2026-11-30`, months and weeks that begin on Monday, whatever zone the browser stands in. Pure. */
import { localDay } from '../../lib/localTime';

export type Day = string;
const DAY_MS = 24 * 3600 * 1000;
export const WEEKDAYS = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'] as const;
export const WEEKDAY_NAMES = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

const at = (day: Day) => Date.parse(`${day}T00:00:00Z`);
const dayOf = (time: number): Day => new Date(time).toISOString().slice(0, 10);

export function plus(day: Day, days: number): Day {
  return dayOf(at(day) + days * DAY_MS);
}

/** The same day of another month; the last one where that month is shorter. */
export function plusMonths(day: Day, months: number): Day {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return dayOf(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), Math.min(date, last)));
}

/** 0 is Monday. */
export function weekday(day: Day): number {
  return (new Date(at(day)).getUTCDay() + 6) % 7;
}

export function weekOf(day: Day): Day[] {
  const monday = plus(day, -weekday(day));
  return Array.from({ length: 7 }, (_, n) => plus(monday, n));
}

/** The weeks that hold a month, from the Monday before its first day to the Sunday after its last. */
export function monthOf(day: Day): Day[][] {
  const first = `${day.slice(0, 7)}-01`;
  const weeks = [weekOf(first)];
  while (plus((weeks.at(-1) as Day[])[0] as Day, 7).slice(0, 7) <= day.slice(0, 7)) {
    weeks.push(weekOf(plus((weeks.at(-1) as Day[])[0] as Day, 7)));
  }
  return weeks;
}

/** The week's number by ISO 8601: the first one holds the year's first Thursday. */
export function weekNumber(day: Day): number {
  const thursday = plus(day, 3 - weekday(day));
  const first = `${thursday.slice(0, 4)}-01-01`;
  return Math.floor((at(thursday) - at(first)) / DAY_MS / 7) + 1;
}

export type View = 'month' | 'week' | 'list';

/** The first and last day a view shows. */
export function spanOf(view: View, day: Day): readonly [Day, Day] {
  if (view === 'week') return [weekOf(day)[0] as Day, weekOf(day)[6] as Day];
  if (view === 'list') return [`${day.slice(0, 7)}-01`, plus(plusMonths(`${day.slice(0, 7)}-01`, 1), -1)];
  const weeks = monthOf(day);
  return [(weeks[0] as Day[])[0] as Day, (weeks.at(-1) as Day[])[6] as Day];
}

/** Where one step of a view leads. */
export function step(view: View, day: Day, by: number): Day {
  return view === 'week' ? plus(day, 7 * by) : plusMonths(`${day.slice(0, 7)}-01`, by);
}

/** Where a key leads from a day; null for keys that lead nowhere. */
export function moved(day: Day, key: string): Day | null {
  const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
  const by = steps[key];
  if (by !== undefined) return plus(day, by);
  if (key === 'PageUp') return plusMonths(day, -1);
  if (key === 'PageDown') return plusMonths(day, 1);
  if (key === 'Home') return weekOf(day)[0] as Day;
  return key === 'End' ? (weekOf(day)[6] as Day) : null;
}

/** Things by the day in Vietnam on which they begin, each day in order of time. */
export function byDay<T extends { readonly scheduled_at: string }>(all: readonly T[]): Map<Day, T[]> {
  const found = new Map<Day, T[]>();
  for (const one of [...all].sort((a, b) => a.scheduled_at.localeCompare(b.scheduled_at))) {
    const day = localDay(one.scheduled_at);
    found.set(day, [...(found.get(day) ?? []), one]);
  }
  return found;
}
