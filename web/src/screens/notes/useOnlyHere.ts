// How the notes of somebody without a password are lost, told where they are written.
import { useEffect } from 'react';
import { type Key, useT } from '../../i18n';
import { notifyWarning } from '../../lib/notify';
import { useObservable } from '../../lib/observable';
import type { NotesStore } from '../../stores/notes';
import { losable } from '../../stores/notesState';
import { type Principal, session } from '../../stores/session';

/** What ends the key of such a person. */
export function onlyHere(who: Pick<Principal, 'kind' | 'has_password'> | null): Key {
  if (who?.kind !== 'account') return 'notes.onlyHereLink';
  return who.has_password ? 'notes.onlyHerePassword' : 'notes.onlyHereAccount';
}

/** Tells it with the first note that is written, whether or not the list of notes is open. */
export function useOnlyHere(store: NotesStore): void {
  const t = useT();
  const who = useObservable(session, (state) => (state.phase === 'in' ? state.principal : null));
  const told = useObservable(store, losable);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, whatever the language becomes
  useEffect(() => {
    if (told) notifyWarning(t(onlyHere(who)));
  }, [told]);
}
