// The notes in an order to be read: by paper and page, or by time; and which of them a filter leaves. Pure.
import { fold } from '../papers/fold';
import type { Whereabouts } from './anchor';
import type { Note, NoteKind } from './note';

export interface Listed {
  readonly id: string;
  readonly note: Note;
}

export type Order = 'page' | 'time';
export type Places = Readonly<Record<string, Whereabouts>>;

/** The page a note is on now; its own where nothing else is known. */
export const pageOf = ({ id, note }: Listed, places: Places): number => places[id]?.page ?? note.page;

/** When a note was made, in the session where it was made in one. */
export const momentOf = (note: Note): string => note.at ?? note.made;

export interface Group<T extends Listed> {
  readonly paper: string;
  readonly notes: readonly T[];
}

/** By paper in the meeting's order, papers that are no longer in it last; in each by page and then by height. */
export function byPaper<T extends Listed>(
  notes: readonly T[],
  order: readonly string[],
  places: Places,
): readonly Group<T>[] {
  const papers = [...new Set(notes.map(({ note }) => note.paper))].sort(
    (a, b) => rank(order, a) - rank(order, b) || a.localeCompare(b),
  );
  return papers.map((paper) => ({
    paper,
    notes: notes
      .filter(({ note }) => note.paper === paper)
      .sort((a, b) => pageOf(a, places) - pageOf(b, places) || heightOf(a) - heightOf(b) || earlier(a, b)),
  }));
}

const rank = (order: readonly string[], paper: string): number => {
  const at = order.indexOf(paper);
  return at < 0 ? order.length : at;
};

/** A bookmark is for the page as a whole and comes first. */
const heightOf = ({ note }: Listed): number => (note.kind === 'bookmark' ? -1 : (note.rects[0]?.[1] ?? 0));
const earlier = (a: Listed, b: Listed): number => momentOf(a.note).localeCompare(momentOf(b.note));

export function byTime<T extends Listed>(notes: readonly T[]): readonly T[] {
  return notes.toSorted(earlier);
}

export interface Filter {
  readonly kind: NoteKind | null;
  readonly words: string;
}

/** Those of a kind with all the words in their text, quote or paper's name, accents optional. */
export function chosen<T extends Listed>(notes: readonly T[], { kind, words }: Filter): readonly T[] {
  const wanted = fold(words).split(/\s+/u).filter(Boolean);
  return notes.filter(({ note }) => {
    if (kind !== null && note.kind !== kind) return false;
    const said = fold(`${note.text} ${note.quote?.exact ?? ''} ${note.title}`);
    return wanted.every((word) => said.includes(word));
  });
}

/** The notes to draw on a page: those that stand on it in the version shown. */
export function onPage<T extends Listed>(
  notes: readonly T[],
  places: Places,
  shown: { readonly paper: string; readonly page: number; readonly version: number },
): readonly T[] {
  return notes.filter((one) => {
    if (one.note.paper !== shown.paper) return false;
    if (one.note.version === shown.version) return one.note.page === shown.page;
    const place = places[one.id];
    return place !== undefined && place.state !== 'gone' && place.page === shown.page;
  });
}
