// A hall's television between meetings: who we are, the time, what comes next; enters by itself at the line check.
import { Button } from '@mantine/core';
import { IconArrowRight, IconDeviceTv, IconFileUpload, IconLink } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { type MeetingSummary, meetings } from '../../api/meetings';
import { LanguageSwitch, ThemeSwitch } from '../../components/Switches';
import { useLanguage, useT } from '../../i18n';
import { useObservable } from '../../lib/observable';
import { doorOf, type Principal, session } from '../../stores/session';
import { useCountdown } from '../signin/useCountdown';
import classes from './HallWaiting.module.css';
import { forHall } from './schedule';
import { dayText, hourText, shortDayText, untilText } from './times';
import { useNow } from './useNow';

const ENTER_AFTER_MS = 8_000;

export function HallWaiting({ principal }: { principal: Principal }) {
  const { t, language } = useLanguage();
  const now = useNow(1_000);
  const found = useQuery({
    queryKey: ['meetings'],
    queryFn: meetings.mine,
    refetchInterval: 4_000,
    refetchIntervalInBackground: true,
  });
  const over = useObservable(session, (state) => state.phase === 'in' && state.over === true);
  const { enter, next } = forHall(found.data ?? [], now);
  return (
    <main className={classes.hall}>
      <header className={classes.top}>
        <div>
          <p className={classes.label}>{t('home.hallLabel')}</p>
          <h1 className={classes.name}>{principal.name}</h1>
        </div>
        <div className={classes.tools}>
          <LanguageSwitch />
          <ThemeSwitch />
        </div>
      </header>
      <div className={classes.centre}>
        <div>
          <div className={`figures ${classes.clock}`} role="timer" aria-live="off">
            {hourText(now.toISOString(), language)}
          </div>
          <div className={classes.date}>{dayText(now.toISOString(), language)}</div>
        </div>
        {over ? (
          <Ended />
        ) : enter ? (
          <Entering meeting={enter} />
        ) : (
          <Next meeting={next} now={now} loaded={found.data !== undefined} />
        )}
      </div>
      <footer className={classes.foot}>
        <span>{t('home.hallAuto')}</span>
        {!over && (
          <span className={classes.line} data-lost={found.isError || found.failureCount > 0} role="status">
            <span className={classes.dot} aria-hidden />
            {t(found.isError || found.failureCount > 0 ? 'home.hallLost' : 'home.hallOnline')}
          </span>
        )}
      </footer>
    </main>
  );
}

/** The machine was unpaired: nothing comes any more, and the line is not to blame. */
function Ended() {
  const t = useT();
  return (
    <section className={classes.next} role="alert">
      <h2>{t('common.signedOut')}</h2>
      <p className={classes.title}>{t('meeting.ended.pairHelp')}</p>
      <div className={classes.acts}>
        <Button
          component={Link}
          to={doorOf('device')}
          size="lg"
          leftSection={<IconLink size={22} aria-hidden />}
        >
          {t('meeting.ended.pair')}
        </Button>
      </div>
    </section>
  );
}

function Next({ meeting, now, loaded }: { meeting: MeetingSummary | null; now: Date; loaded: boolean }) {
  const { t, language } = useLanguage();
  if (!loaded) return <div />;
  if (!meeting) {
    return (
      <section className={classes.next}>
        <h2>{t('home.hallWaiting')}</h2>
        <p className={classes.title}>{t('home.hallNone')}</p>
      </section>
    );
  }
  const at = meeting.scheduled_at;
  return (
    <section className={classes.next}>
      <h2>{t('home.hallNext')}</h2>
      <p className={classes.title}>{meeting.title}</p>
      {at && (
        <p className={`figures ${classes.when}`}>
          {[`${hourText(at, language)} ${shortDayText(at, language)}`, untilText(at, now, t)]
            .filter(Boolean)
            .join(' · ')}
        </p>
      )}
      <div className={classes.acts}>
        <Button
          component={Link}
          to={`/m/${meeting.id}`}
          size="lg"
          className={classes.quiet ?? ''}
          leftSection={<IconDeviceTv size={22} aria-hidden />}
        >
          {t('home.check')}
        </Button>
        <Button
          component={Link}
          to={`/m/${meeting.id}/submit`}
          size="lg"
          className={classes.quiet ?? ''}
          leftSection={<IconFileUpload size={22} aria-hidden />}
        >
          {t('papers.submitMenu')}
        </Button>
      </div>
    </section>
  );
}

/** Somebody who just left on purpose can stay: the count is stopped with one press. */
function Entering({ meeting }: { meeting: MeetingSummary }) {
  const { t } = useLanguage();
  const navigate = useNavigate();
  const [until, setUntil] = useState<number | null>(() => Date.now() + ENTER_AFTER_MS);
  const left = useCountdown(until);
  useEffect(() => {
    if (until === null) return;
    const timer = setTimeout(() => void navigate(`/m/${meeting.id}`), Math.max(0, until - Date.now()));
    return () => clearTimeout(timer);
  }, [until, meeting.id, navigate]);
  return (
    <section className={classes.next}>
      <h2>{t(`home.${meeting.state}`)}</h2>
      <p className={classes.title}>{meeting.title}</p>
      {until !== null && (
        <p className={`figures ${classes.when}`} role="status">
          {t('home.hallEntering', { n: left })}
        </p>
      )}
      <div className={classes.acts}>
        <Button
          component={Link}
          to={`/m/${meeting.id}`}
          size="lg"
          className={classes.enter ?? ''}
          rightSection={<IconArrowRight size={22} aria-hidden />}
          autoFocus
        >
          {t('home.hallEnter')}
        </Button>
        {until !== null && (
          <Button size="lg" className={classes.quiet ?? ''} onClick={() => setUntil(null)}>
            {t('home.hallStay')}
          </Button>
        )}
      </div>
    </section>
  );
}
