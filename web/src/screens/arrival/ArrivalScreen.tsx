// The check before joining: is this machine fit for the meeting, in words a technician understands; then one big button.
import { Button, Loader, Text } from '@mantine/core';
import { IconArrowRight, IconRefresh } from '@tabler/icons-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import { PageShell } from '../../components/PageShell';
import { useT } from '../../i18n';
import { useObservable } from '../../lib/observable';
import { problemText } from '../../lib/problem';
import { useKeys } from '../../lib/useKeys';
import { useSeat } from '../../stores/SeatProvider';
import { devicesOf } from '../../stores/seat';
import { session } from '../../stores/session';
import { ArrivalCheck } from '../check/ArrivalCheck';
import classes from './ArrivalScreen.module.css';
import { DeviceChoice } from './DeviceChoice';
import { Findings } from './Findings';
import { Preview } from './Preview';
import { useAutoJoin } from './useAutoJoin';
import { useFindings, useLevel, useNetCheck } from './useFindings';
import { type Heard, overall } from './verdicts';

export function ArrivalScreen() {
  const { phase } = useObservable(useSeat());
  return (
    <PageShell bare>
      {phase === 'asking' && <Asking />}
      {phase === 'refused' && <Refused />}
      {phase === 'check' && <Check />}
    </PageShell>
  );
}

function Asking() {
  const t = useT();
  return (
    <div className={classes.centre} role="status">
      <Loader size="lg" />
      <Text size="lg">{t('arrival.asking')}</Text>
    </div>
  );
}

function Refused() {
  const t = useT();
  const seat = useSeat();
  const { problem } = useObservable(seat);
  useEffect(() => {
    const timer = setInterval(() => void seat.arrive(), 10_000);
    return () => clearInterval(timer);
  }, [seat]);
  return (
    <div className={classes.centre} role="alert">
      <h1 className={classes.title}>{t('arrival.refused')}</h1>
      <Text size="lg" ta="center" maw={560}>
        {problemText(problem, t)}
      </Text>
      <Button size="lg" leftSection={<IconRefresh size={20} />} onClick={() => void seat.arrive()}>
        {t('common.retry')}
      </Button>
      <Button component={Link} to="/" variant="subtle">
        {t('common.toHome')}
      </Button>
    </div>
  );
}

function Check() {
  const t = useT();
  const seat = useSeat();
  const { role, hasMedia } = useObservable(seat);
  const name = useObservable(session, (state) => (state.phase === 'in' ? state.principal.name : ''));
  const [heard, setHeard] = useState<Heard>('untested');
  const { db, peakDb } = useLevel();
  const { figures, again } = useNetCheck();
  const rows = useFindings(figures, heard, peakDb);
  const verdict = overall(
    rows.filter((row) => row.id !== 'speaker' || heard !== 'untested').map((row) => row.finding),
  );
  const devices = devicesOf(role, hasMedia).length > 0;
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    button.current?.focus({ preventScroll: true });
  }, []);
  const join = useCallback(() => {
    void seat.media.startSound().catch(() => undefined);
    seat.takeSeat();
  }, [seat]);
  const hall = useObservable(session, (state) => state.phase === 'in' && state.principal.kind === 'device');
  const autoJoin = useAutoJoin(hall, join);
  useKeys({ Enter: document.activeElement instanceof HTMLButtonElement ? undefined : join });
  const advice = {
    good: 'arrival.allGood',
    usable: 'arrival.allUsable',
    waiting: 'arrival.stillChecking',
    attention: 'arrival.joinAnyway',
  } as const;
  return (
    <div className={classes.check}>
      <header className={classes.head}>
        <h1 className={classes.title}>{t('arrival.title')}</h1>
        <p className={classes.as}>
          {t('arrival.as')} <strong>{name}</strong>
          {role && <span className={classes.role}>{t(`meeting.role.${role}`)}</span>}
        </p>
      </header>
      <div className={classes.columns} data-single={!devices || undefined}>
        {devices && (
          <section className={`surface ${classes.panel}`}>
            <Preview db={db} />
            <DeviceChoice heard={heard} onHeard={setHeard} />
          </section>
        )}
        <section className={`surface ${classes.panel}`}>
          {!devices && <Text c="dimmed">{t('arrival.noMediaNeeded')}</Text>}
          <Findings rows={rows} onAgain={again} running={figures.running} />
          <div className={classes.join}>
            <Text className={classes.advice ?? ''} data-verdict={verdict} role="status">
              {t(advice[verdict])}
            </Text>
            <Button
              size="xl"
              fullWidth
              rightSection={<IconArrowRight size={26} />}
              onClick={join}
              ref={button}
            >
              {t('arrival.join')}
            </Button>
            {role === 'site' && devices && <ArrivalCheck />}
            {hall && (
              <Text c="dimmed" ta="center" className={classes.auto ?? ''}>
                {autoJoin === null ? ' ' : t('arrival.autoJoin', { n: autoJoin })}
              </Text>
            )}
          </div>
        </section>
      </div>
    </div>
  );
}
