// The calendar: month, week and list, Monday first, in Vietnam's time; by keyboard, and as a list on a phone.
import { Button, SegmentedControl, Skeleton } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import {
  IconChevronLeft,
  IconChevronRight,
  IconPlus,
  IconRefreshDot,
  IconRepeat,
  IconTemplate,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import type { CalendarMeeting } from '../../api/planning';
import { PageShell } from '../../components/PageShell';
import { useLanguage } from '../../i18n';
import { dayFigures, localDay } from '../../lib/localTime';
import { useKeys } from '../../lib/useKeys';
import type { Principal } from '../../stores/session';
import { Gate } from '../home/Gate';
import { LoadFailed, Notice } from '../home/Notice';
import { useNow } from '../home/useNow';
import classes from './Calendar.module.css';
import { type Day, plus, spanOf, step, type View, weekNumber, weekOf } from './days';
import { FeedDialog } from './FeedDialog';
import { ListView } from './ListView';
import { MeetingDrawer } from './MeetingDrawer';
import { MonthView } from './MonthView';
import { spanQuery } from './spanQuery';
import { WeekView } from './WeekView';

export default function CalendarScreen() {
  return <Gate>{(principal) => <Calendar principal={principal} />}</Gate>;
}

function Calendar({ principal }: { principal: Principal }) {
  const { t } = useLanguage();
  const today = localDay(useNow(60_000).toISOString());
  const phone = useMediaQuery('(max-width: 720px)', false, { getInitialValueInEffect: false });
  const [chosen, setView] = useState<View>('month');
  const [day, setDay] = useState<Day>(today);
  const [shown, setShown] = useState<CalendarMeeting | null>(null);
  const [feed, setFeed] = useState(false);
  const view = phone && chosen === 'month' ? 'list' : chosen;
  const [from, to] = spanOf(view, day);
  const found = useQuery(spanQuery(from, to));
  const openWeek = (one: Day) => {
    setDay(one);
    setView('week');
  };
  const toToday = () => setDay(today);
  useKeys({ T: toToday });
  const props = { day, today, from, to, onDay: setDay, onOpen: setShown };
  return (
    <PageShell width="wide">
      <Head principal={principal} onFeed={() => setFeed(true)} />
      <div className={classes.bar}>
        <Steps view={view} day={day} today={today} onDay={setDay} />
        <SegmentedControl
          aria-label={t('planning.view')}
          value={view}
          onChange={(value) => setView(value as View)}
          data={(phone ? (['list', 'week'] as const) : (['month', 'week', 'list'] as const)).map((value) => ({
            value,
            label: t(`planning.${value}`),
          }))}
        />
      </div>
      {found.isError && !found.data && (
        <LoadFailed title={t('admin.loadFailed')} problem={found.error} retry={found.refetch} />
      )}
      {found.isPaused && <Notice tone="warn" title={t('common.offline')} />}
      {/* The month stays while the next one is asked for: the keys walk through it. */}
      {view === 'month' && <MonthView {...props} span={found.data ?? null} onWhole={openWeek} />}
      {view !== 'month' && found.isPending && <Skeleton h={420} radius="lg" aria-hidden />}
      {found.data && view === 'week' && <WeekView {...props} span={found.data} />}
      {found.data && view === 'list' && <ListView {...props} span={found.data} />}
      {shown && <MeetingDrawer meeting={shown} onClose={() => setShown(null)} />}
      {feed && <FeedDialog onClose={() => setFeed(false)} />}
    </PageShell>
  );
}

function Head({ principal, onFeed }: { principal: Principal; onFeed: () => void }) {
  const { t } = useLanguage();
  const roles = principal.roles;
  const plans = roles.includes('administrator') || roles.includes('officer');
  return (
    <header className={classes.head}>
      <div>
        <h1 className={classes.title}>{t('planning.calendar')}</h1>
        <p className={classes.lead}>{t('planning.lead')}</p>
      </div>
      <div className={classes.acts}>
        {principal.kind === 'account' && (
          <Button variant="default" leftSection={<IconRefreshDot size={18} aria-hidden />} onClick={onFeed}>
            {t('planning.feed')}
          </Button>
        )}
        {plans && (
          <>
            <Button
              component={Link}
              to="/calendar/series"
              variant="default"
              leftSection={<IconRepeat size={18} aria-hidden />}
            >
              {t('planning.series')}
            </Button>
            <Button
              component={Link}
              to="/calendar/templates"
              variant="default"
              leftSection={<IconTemplate size={18} aria-hidden />}
            >
              {t('planning.templates')}
            </Button>
          </>
        )}
        {roles.includes('administrator') && (
          <Button
            component={Link}
            to="/admin/meetings?new=1"
            leftSection={<IconPlus size={18} aria-hidden />}
          >
            {t('admin.newMeeting')}
          </Button>
        )}
      </div>
    </header>
  );
}

interface StepsProps {
  readonly view: View;
  readonly day: Day;
  readonly today: Day;
  readonly onDay: (day: Day) => void;
}

function Steps({ view, day, today, onDay }: StepsProps) {
  const { t } = useLanguage();
  const [monday, sunday] = [weekOf(day)[0] as Day, plus(weekOf(day)[0] as Day, 6)];
  const title =
    view === 'week'
      ? t('planning.weekOf', {
          week: weekNumber(day),
          from: dayFigures(monday).slice(0, 5),
          to: dayFigures(sunday),
        })
      : t('planning.monthOf', { month: Number(day.slice(5, 7)), year: day.slice(0, 4) });
  return (
    <div className={classes.steps}>
      <Button
        variant="default"
        px="xs"
        aria-label={t('planning.previous')}
        onClick={() => onDay(step(view, day, -1))}
      >
        <IconChevronLeft size={20} aria-hidden />
      </Button>
      <Button variant="default" onClick={() => onDay(today)}>
        {t('planning.today')}
      </Button>
      <Button
        variant="default"
        px="xs"
        aria-label={t('planning.next')}
        onClick={() => onDay(step(view, day, 1))}
      >
        <IconChevronRight size={20} aria-hidden />
      </Button>
      <h2 className={`figures ${classes.span}`} aria-live="polite">
        {title}
      </h2>
    </div>
  );
}
