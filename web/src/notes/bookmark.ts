// Sets and takes away the bookmark of a page.
import { type Listed, onPage, type Places } from './arrange';
import type { Note } from './note';

/** What is needed of the store of notes. */
interface Keeper {
  readonly get: () => { readonly notes: Readonly<Record<string, Listed>> };
  write(note: Note): Promise<unknown>;
  remove(id: string): Promise<unknown>;
}

interface Shown {
  readonly paper: string;
  readonly page: number;
  readonly version: number;
}

export const bookmarksOn = <T extends Listed>(
  notes: readonly T[],
  places: Places,
  shown: Shown,
): readonly T[] => onPage(notes, places, shown).filter(({ note }) => note.kind === 'bookmark');

/** Two devices may each have set one: taking it away takes all of the page's away. */
export async function turnBookmark(
  keeper: Keeper,
  places: Places,
  shown: Shown,
  make: () => Promise<Note>,
): Promise<void> {
  const there = bookmarksOn(Object.values(keeper.get().notes), places, shown);
  if (there.length === 0) await keeper.write(await make());
  for (const { id } of there) await keeper.remove(id);
}
