// Another sign-in is about to take the place of this tab's: notes that wait of the present one are sent before it.
import { leaveNotes } from '../../stores/leavingNotes';
import { session } from '../../stores/session';

export async function leaveFirst(): Promise<void> {
  if (session.get().phase === 'loading') await session.load();
  const state = session.get();
  // What cannot be sent stays, encrypted; a link that opens once is not held up by it.
  if (state.phase === 'in') await leaveNotes(state.principal).catch(() => undefined);
}
