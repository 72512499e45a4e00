// Notes on papers that were marked after they were written: from then on nothing of the paper's words stays with them.
import { isPaged, type Rules } from '../papers/marked/rules';
import type { Listed } from './arrange';
import { type Note, withoutWords } from './note';

type Papers = Readonly<Record<string, Parameters<typeof isPaged>[0]>>;

/** Notes as they may be shown and saved now. */
export function fitting<T extends Listed>(notes: readonly T[], papers: Papers, rules: Rules): readonly T[] {
  return notes.map((one) => {
    const paged = !one.note.marked && isPaged(papers[one.note.paper], rules);
    return paged ? { ...one, note: withoutWords(one.note) } : one;
  });
}

/** What is needed of the store of notes. */
interface Keeper {
  readonly get: () => { readonly notes: Readonly<Record<string, Listed & { readonly meeting: string }>> };
  write(note: Note, id: string, meeting: string): Promise<unknown>;
}

/** Takes the words out of what is stored, where the server says for certain that the paper is marked. */
export async function takeWordsOut(keeper: Keeper, papers: Papers, rules: Rules): Promise<void> {
  const marked = (note: Note) =>
    (papers[note.paper]?.marking ?? 'normal') in rules && isPaged(papers[note.paper], rules);
  for (const id of Object.keys(keeper.get().notes)) {
    const one = keeper.get().notes[id];
    if (one && !one.note.marked && marked(one.note))
      await keeper.write(withoutWords(one.note), id, one.meeting);
  }
}
