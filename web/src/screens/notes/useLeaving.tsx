// Signing out by hand: notes that wait are sent first, and asked about when they cannot be.
import { type ReactNode, useState } from 'react';
import { useNavigate } from 'react-router';
import { oneAtATime } from '../../lib/oneAtATime';
import { type Left, leaveNotes } from '../../stores/leavingNotes';
import { type Principal, session } from '../../stores/session';
import { LeaveDialog } from './LeaveDialog';

interface Leaving {
  readonly leave: (who: Principal) => Promise<void>;
  /** Notes are on their way. */
  readonly busy: boolean;
  /** What is asked; stands beside the button. */
  readonly question: ReactNode;
}

export function useLeaving(): Leaving {
  const navigate = useNavigate();
  const [left, setLeft] = useState<Left | null>(null);
  const [busy, setBusy] = useState(false);
  const signOut = async (waits: Left | null) => {
    await waits?.letGo();
    await session.signOut();
    await navigate('/sign-in');
  };
  const [once] = useState(() => oneAtATime((work: () => Promise<void>) => work()));
  const leave = (who: Principal) =>
    once(async () => {
      setBusy(true);
      // A browser whose storage fails keeps nobody from signing out.
      const waits = await leaveNotes(who).catch(() => null);
      setBusy(false);
      if (waits && waits.waiting > 0) setLeft(waits);
      else await signOut(waits);
    });
  const question = (
    <LeaveDialog left={left} onStay={() => setLeft(null)} onLeave={(waits) => void signOut(waits)} />
  );
  return { leave, busy, question };
}
