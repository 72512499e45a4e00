/** Editing a list of agenda items before a meeting exists: order, minutes, total, what is missing. Pure. */
import type { PostponedItem } from '../../api/agenda';

export interface DraftItem {
  /** Only for React and focus; the server gives the real id. */
  key: string;
  title: string;
  rapporteur: string;
  minutes: number;
  /** Not for observers. */
  internal: boolean;
  /** Codes of the sites that report. */
  sites: readonly string[];
  /** The earlier meeting's item this takes over. */
  carried: PostponedItem | null;
}

function blank(key: string, title = ''): DraftItem {
  return { key, title, rapporteur: '', minutes: 15, internal: false, sites: [], carried: null };
}

/** The list with an item another meeting put off at its end; the blank one at the end gives way. */
export function withCarried(items: readonly DraftItem[], offer: PostponedItem, key: string): DraftItem[] {
  const last = items.at(-1);
  const kept = last && last.title.trim() === '' && last.rapporteur.trim() === '' ? items.slice(0, -1) : items;
  const sites = offer.seats.filter((seat) => seat.startsWith('site-')).map((seat) => seat.slice(5));
  const { title, rapporteur, internal } = offer;
  const minutes = Math.round(offer.planned_s / 60);
  return [...kept, { key, title, rapporteur, minutes, internal, sites, carried: offer }];
}

/** Whether an offer is in the list already. */
export function isTaken(items: readonly DraftItem[], { meeting, item }: PostponedItem): boolean {
  return items.some((one) => one.carried?.meeting === meeting && one.carried.item === item);
}

export function appended(items: readonly DraftItem[], key: string): DraftItem[] {
  return [...items, blank(key)];
}

export function changed(
  items: readonly DraftItem[],
  key: string,
  change: Partial<Omit<DraftItem, 'key'>>,
): DraftItem[] {
  return items.map((item) => (item.key === key ? { ...item, ...change } : item));
}

export function removed(items: readonly DraftItem[], key: string): DraftItem[] {
  return items.filter((item) => item.key !== key);
}

/** The same list with one entry `by` places later (negative: earlier); stays inside the list. */
export function shifted<T>(items: readonly T[], index: number, by: number): T[] {
  const target = Math.min(Math.max(index + by, 0), items.length - 1);
  return placed(items, index, target);
}

/** The same list with the entry at `from` standing at `to`. */
export function placed<T>(items: readonly T[], from: number, to: number): T[] {
  const rest = [...items];
  const [moved] = rest.splice(from, 1);
  if (moved === undefined) return [...items];
  rest.splice(to, 0, moved);
  return rest;
}

export function totalMinutes(items: readonly DraftItem[]): number {
  return items.reduce((sum, item) => sum + (Number.isFinite(item.minutes) ? item.minutes : 0), 0);
}

/** Start of each item in minutes after the meeting's start. */
export function starts(items: readonly DraftItem[]): number[] {
  let sum = 0;
  return items.map((item) => {
    const at = sum;
    sum += Number.isFinite(item.minutes) ? item.minutes : 0;
    return at;
  });
}

/** Items a person began but did not name; wholly empty ones are dropped in silence. */
export function unnamed(items: readonly DraftItem[]): DraftItem[] {
  return items.filter((item) => item.title.trim() === '' && item.rapporteur.trim() !== '');
}

/** Lines pasted from a document become items; a leading number or dash is left out. */
export function fromLines(text: string, key: (index: number) => string): DraftItem[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.replace(/^\s*(?:\d+[.)]|[-–•*])\s*/, '').trim())
    .filter((line) => line !== '')
    .map((title, index) => blank(key(index), title.slice(0, 300)));
}
