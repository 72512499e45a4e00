// While the notes do not open: how many changes lie in this browser, not sent yet.
import { useT } from '../../i18n';
import { useObservable } from '../../lib/observable';
import type { NotesStore } from '../../stores/notes';
import classes from './Notes.module.css';

export function WaitingHere({ store }: { store: NotesStore }) {
  const t = useT();
  const { waiting, lasting } = useObservable(store);
  if (waiting === 0) return null;
  return (
    <p className={classes.none}>{t(lasting ? 'notes.waitingHere' : 'notes.waitingInPage', { n: waiting })}</p>
  );
}
