// Says at once that a line is lost, what stays on screen meanwhile, and that it heals by itself.
import { Button, Loader } from '@mantine/core';
import { IconAlertTriangle, IconPlugConnectedX, IconVolume } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useT } from '../../i18n';
import { useObservable } from '../../lib/observable';
import { useMedia, useSeat } from '../../stores/SeatProvider';
import { CheckBanner } from '../check/CheckBanner';
import classes from './ConnectionBanner.module.css';

function useLocalNow(running: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!running) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, [running]);
  return now;
}

/** What is wrong with the line, over what the line check has to say. */
export function ConnectionBanner() {
  return (
    <>
      <LineBanner />
      <CheckBanner />
    </>
  );
}

function LineBanner() {
  const seat = useSeat();
  const state = useObservable(seat.meeting);
  const phase = useMedia((media) => media.phase);
  const blocked = useMedia((media) => media.soundBlocked);
  const lost = state.line === 'lost' || state.line === 'connecting';
  const now = useLocalNow(lost || phase === 'reconnecting' || state.pending > 0);
  if (lost) return <LineLost lostAt={state.lostAt} retryAt={state.retryAt} now={now} />;
  if (phase === 'replaced') return <Replaced />;
  if (phase === 'reconnecting') return <MediaLost />;
  if (state.pendingSince !== null && now - state.pendingSince > 1000) return <Sending />;
  return blocked ? <SoundBlocked /> : null;
}

function LineLost({ lostAt, retryAt, now }: { lostAt: number | null; retryAt: number | null; now: number }) {
  const t = useT();
  const wait = retryAt === null ? 0 : Math.max(0, Math.ceil((retryAt - now) / 1000));
  const gone = lostAt === null ? 0 : Math.max(0, Math.floor((now - lostAt) / 1000));
  return (
    <div className={classes.banner} data-tone="bad" role="alert">
      <IconPlugConnectedX size="1.5em" aria-hidden />
      <strong>{t('meeting.line.lost')}</strong>
      <span className={classes.rest}>{t('meeting.line.lostHelp')}</span>
      <span className={classes.count} aria-hidden="true">
        <Loader size="1em" color="currentColor" />
        {wait > 0 ? t('meeting.line.retryIn', { n: wait }) : t('meeting.line.retrying')}
        {gone > 3 && ` · ${t('meeting.line.goneFor', { n: gone })}`}
      </span>
    </div>
  );
}

function MediaLost() {
  const t = useT();
  return (
    <div className={classes.banner} data-tone="warn" role="alert">
      <IconAlertTriangle size="1.5em" aria-hidden />
      <strong>{t('meeting.line.mediaLost')}</strong>
      <span className={classes.rest}>{t('meeting.line.mediaLostHelp')}</span>
      <Loader size="1.1em" color="currentColor" className={classes.count ?? ''} />
    </div>
  );
}

function Replaced() {
  const t = useT();
  const seat = useSeat();
  return (
    <div className={classes.banner} data-tone="warn" role="alert">
      <IconAlertTriangle size="1.5em" aria-hidden />
      <strong>{t('meeting.line.replaced')}</strong>
      <Button size="compact-md" color="dark" onClick={() => seat.takeBack()}>
        {t('meeting.line.takeBack')}
      </Button>
    </div>
  );
}

function Sending() {
  const t = useT();
  return (
    <div className={classes.banner} data-tone="info" role="status">
      <Loader size="1.1em" color="currentColor" />
      <span>{t('meeting.line.sending')}</span>
    </div>
  );
}

function SoundBlocked() {
  const t = useT();
  const { media } = useSeat();
  return (
    <div className={classes.banner} data-tone="warn" role="alert">
      <IconVolume size="1.5em" aria-hidden />
      <strong>{t('meeting.line.soundBlocked')}</strong>
      <Button size="compact-md" color="dark" onClick={() => void media.startSound()}>
        {t('meeting.line.startSound')}
      </Button>
    </div>
  );
}
