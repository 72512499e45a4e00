// Takes the words of marked papers out of what is stored, as notes and markings come.
import { useEffect, useState } from 'react';
import { useObservable } from '../../lib/observable';
import { oneAtATime } from '../../lib/oneAtATime';
import { type Marked, takeWordsOut } from '../../notes/marking';
import type { NotesStore } from '../../stores/notes';

/** `marked`: of which papers it is certain; another function where that has changed. */
export function useWordsOut(store: NotesStore, marked: Marked): void {
  const kept = useObservable(store, (state) => state.notes);
  const [takeOut] = useState(() => oneAtATime(takeWordsOut));
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked for among the notes as they come
  useEffect(() => {
    // The key may be taken away meanwhile; the next look goes on.
    takeOut(store, marked).catch(() => undefined);
  }, [takeOut, store, marked, kept]);
}
