// The seat is gone for this screen: why, and the door that leads back in.
import { Button, Stack, Text, Title } from '@mantine/core';
import { useEffect } from 'react';
import { useNavigate } from 'react-router';
import { currentSlot } from '../../api/slot';
import { BrandMark } from '../../components/BrandMark';
import { type Key, useT } from '../../i18n';
import { useObservable } from '../../lib/observable';
import { forgetPapers } from '../../papers/held/machine';
import { useSeat } from '../../stores/SeatProvider';
import { doorOf, session } from '../../stores/session';
import { WaitingAtEnd } from '../notes/WaitingAtEnd';
import classes from './MeetingGate.module.css';

const DOORS: Readonly<Record<ReturnType<typeof doorOf>, Key>> = {
  '/sign-in': 'common.signIn',
  '/pair': 'meeting.ended.pair',
  '/': 'common.toHome',
};
const HELP: Readonly<Record<ReturnType<typeof doorOf>, Key>> = {
  '/sign-in': 'meeting.ended.signed_outHelp',
  '/pair': 'meeting.ended.pairHelp',
  '/': 'meeting.ended.linkHelp',
};

/** What was on its way to the machine when the seat ended may still arrive there a moment later. */
const ARRIVES_MS = 2_000;

function forgetNow(slot: string | null, meeting?: string): () => void {
  const forget = () => void forgetPapers(slot, meeting);
  forget();
  const timer = setTimeout(forget, ARRIVES_MS);
  return () => clearTimeout(timer);
}

export function EndedCard() {
  const t = useT();
  const seat = useSeat();
  const navigate = useNavigate();
  const ended = useObservable(seat.meeting, (state) => state.ended);
  const kind = useObservable(session, (state) => (state.phase === 'in' ? state.principal.kind : undefined));
  const reason = ended?.reason;
  useEffect(() => {
    // Whose admission has ended keeps no paper here; a seat opened elsewhere may be taken back.
    if (reason === 'signed_out') return forgetNow(currentSlot());
    if (reason === 'not_admitted') return forgetNow(currentSlot(), seat.id);
  }, [reason, seat.id]);
  if (!ended) return null;
  const out = ended.reason === 'signed_out';
  const door = out ? doorOf(kind) : '/';
  const leave = () => {
    seat.leave();
    // The screen goes to the door by itself once nobody is signed in.
    if (out) session.expired();
    else void navigate('/');
  };
  return (
    <main className={classes.page} role="alert">
      <BrandMark size={72} />
      <Stack gap="sm" align="center" maw={560}>
        <Title order={1} size="h2" ta="center">
          {t(`meeting.ended.${ended.reason}`)}
        </Title>
        <Text ta="center" c="dimmed" size="lg">
          {t(out ? HELP[door] : `meeting.ended.${ended.reason}Help`)}
        </Text>
        {out && <WaitingAtEnd />}
        {ended.message && (
          <Text ta="center" size="sm" c="dimmed">
            {ended.message}
          </Text>
        )}
      </Stack>
      {ended.reason === 'replaced' && (
        <Button size="lg" onClick={() => seat.takeBack()} autoFocus>
          {t('meeting.line.takeBack')}
        </Button>
      )}
      <Button size="lg" variant={ended.reason === 'replaced' ? 'subtle' : 'filled'} onClick={leave}>
        {t(DOORS[door])}
      </Button>
    </main>
  );
}
