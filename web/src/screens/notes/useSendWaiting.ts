// Notes left waiting by an earlier sign-in go out when their owner is back, whatever screen is opened first.
import { useEffect } from 'react';
import { useObservable } from '../../lib/observable';
import { sendWaiting } from '../../stores/leavingNotes';
import { session } from '../../stores/session';

export function useSendWaiting(): void {
  const who = useObservable(session, (state) => (state.phase === 'in' ? state.principal : null));
  useEffect(() => (who ? sendWaiting(who) : undefined), [who]);
}
