// Where a sign-in has ended: how many changes of notes lie in this browser, not sent yet.
import { Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useT } from '../../i18n';
import { waitingOf } from '../../stores/leavingNotes';
import { type Principal, session } from '../../stores/session';

export function WaitingAtEnd() {
  const t = useT();
  // Who it was: the screen goes to the door once nobody is signed in.
  const [who] = useState<Principal | null>(() => {
    const state = session.get();
    return state.phase === 'in' ? state.principal : null;
  });
  const [waiting, setWaiting] = useState(0);
  useEffect(() => {
    if (who) void waitingOf(who).then(setWaiting, () => undefined);
  }, [who]);
  if (waiting === 0) return null;
  return <Text ta="center">{t('notes.waitingAtEnd', { n: waiting })}</Text>;
}
