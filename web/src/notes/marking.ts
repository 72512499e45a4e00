// Notes on papers that were marked after they were written: from then on nothing of the paper's words stays with them.
import type { View } from '../api/view';
import { isPaged } from '../papers/marked/rules';
import type { Listed } from './arrange';
import type { MeetingNotes } from './document';
import { type Note, withoutWords } from './note';

/** Whether a paper is marked. */
export type Marked = (paper: string) => boolean;

/** What is needed of the meeting. */
export interface Marking {
  readonly papers: { readonly items: Readonly<Record<string, Parameters<typeof isPaged>[0]>> };
  readonly secrecy: Pick<View['secrecy'], 'rules' | 'recalled'>;
}

/** A paper that was taken out of the meeting is in no list of papers any more; what was called back stays marked. */
export const markedNow =
  ({ papers, secrecy }: Marking): Marked =>
  (paper) =>
    paper in secrecy.recalled || isPaged(papers.items[paper], secrecy.rules);

/** Where the server says for certain that a paper is marked. */
export const markedForGood = (meeting: Marking): Marked => {
  const { papers, secrecy } = meeting;
  const marked = markedNow(meeting);
  return (paper) =>
    marked(paper) &&
    (paper in secrecy.recalled || (papers.items[paper]?.marking ?? 'normal') in secrecy.rules);
};

/** In a meeting's record, which names the papers that are marked. */
export const markedIn =
  (record: { readonly marked: readonly string[] }): Marked =>
  (paper) =>
    record.marked.includes(paper);

/** A note as it may be shown and saved while its paper is marked, or not. */
export const fitted = (note: Note, marked: Marked): Note =>
  !note.marked && marked(note.paper) ? withoutWords(note) : note;

/** Notes as they may be shown and saved now. */
export const fitting = <T extends Listed>(notes: readonly T[], marked: Marked): readonly T[] =>
  notes.map((one) => {
    const note = fitted(one.note, marked);
    return note === one.note ? one : { ...one, note };
  });

/** What is needed of the store of notes. */
interface Keeper {
  readonly get: () => { readonly notes: Readonly<Record<string, Listed & { readonly meeting: string }>> };
  write(note: Note, id: string, meeting: string, from: Note): Promise<unknown>;
}

/** Takes the words out of what is stored on papers that are marked for certain. */
export async function takeWordsOut(keeper: Keeper, marked: Marked): Promise<void> {
  for (const id of Object.keys(keeper.get().notes)) {
    const one = keeper.get().notes[id];
    if (one && !one.note.marked && marked(one.note.paper))
      await keeper.write(withoutWords(one.note), id, one.meeting, one.note);
  }
}

/**
 * Notes of every meeting, as they may be taken away. `marked`: the marked papers by meeting; of a meeting that it does not
 * name nothing is known, and no words are taken from it.
 */
export function everywhere(
  notes: readonly (Listed & { readonly meeting: string })[],
  meetings: readonly { readonly id: string; readonly title: string }[],
  marked: Readonly<Record<string, readonly string[]>>,
): readonly MeetingNotes[] {
  const titles = new Map(meetings.map(({ id, title }) => [id, title]));
  const known = meetings.map(({ id }) => id).filter((id) => notes.some(({ meeting }) => meeting === id));
  const ids = new Set([...known, ...notes.map(({ meeting }) => meeting)]);
  return [...ids].map((id) => {
    const there = notes.filter(({ meeting }) => meeting === id);
    const isMarked: Marked = (paper) => marked[id]?.includes(paper) ?? true;
    return {
      title: titles.get(id) ?? '',
      notes: fitting(there, isMarked),
      order: [],
      titles: {},
      places: {},
    };
  });
}
