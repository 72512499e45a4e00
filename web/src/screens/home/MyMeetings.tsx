// A person's meetings: the one that is on now largest, then today, coming and past.
import { Button, Skeleton, Stack } from '@mantine/core';
import { IconCalendarEvent, IconPlus, IconSettings } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { type MeetingSummary, meetings } from '../../api/meetings';
import { PageShell } from '../../components/PageShell';
import { useLanguage } from '../../i18n';
import type { Principal } from '../../stores/session';
import { AllNotes } from '../notes/AllNotes';
import { SlipsWaiting } from '../opinions/SlipsWaiting';
import { LiveMeeting, MeetingRow } from './MeetingCards';
import classes from './MyMeetings.module.css';
import { Empty, LoadFailed } from './Notice';
import { PasswordAsk } from './PasswordAsk';
import { PasswordButton } from './PasswordButton';
import { type Schedule, scheduleOf } from './schedule';
import { dayText } from './times';
import { useNow } from './useNow';

const PAST_SHOWN = 3;

export function MyMeetings({ principal }: { principal: Principal }) {
  const { t, language } = useLanguage();
  const now = useNow(15_000);
  const found = useQuery({ queryKey: ['meetings'], queryFn: meetings.mine, refetchInterval: 8_000 });
  const manages = principal.roles.includes('administrator');
  return (
    <PageShell>
      <div className={classes.head}>
        <div>
          <h1 className={classes.title}>{t('home.title')}</h1>
          <p className={classes.date}>{dayText(now.toISOString(), language)}</p>
        </div>
        {principal.kind === 'delegate' && <AllNotes owner={principal.name} />}
        {principal.kind === 'account' && (
          <div className={classes.acts}>
            <AllNotes owner={principal.name} />
            <PasswordButton />
            {manages && (
              <>
                <Button
                  component={Link}
                  to="/admin/meetings"
                  variant="default"
                  leftSection={<IconSettings size={18} aria-hidden />}
                >
                  {t('home.manage')}
                </Button>
                <Button
                  component={Link}
                  to="/admin/meetings?new=1"
                  leftSection={<IconPlus size={18} aria-hidden />}
                >
                  {t('home.newMeeting')}
                </Button>
              </>
            )}
          </div>
        )}
      </div>
      <PasswordAsk />
      {principal.kind === 'account' && <SlipsWaiting me={principal.id} />}
      {found.isPending && <Waiting />}
      {found.isError && found.data === undefined && (
        <LoadFailed title={t('home.loadFailed')} problem={found.error} retry={found.refetch} />
      )}
      {found.data && <Sections all={found.data} now={now} manages={manages} />}
    </PageShell>
  );
}

function Waiting() {
  return (
    <Stack gap="md" aria-hidden>
      <Skeleton h={170} radius="lg" />
      <Skeleton h={86} radius="lg" />
      <Skeleton h={86} radius="lg" />
    </Stack>
  );
}

function Sections({ all, now, manages }: { all: readonly MeetingSummary[]; now: Date; manages: boolean }) {
  const { t } = useLanguage();
  if (all.length === 0) {
    return (
      <Empty
        icon={IconCalendarEvent}
        title={t('home.empty')}
        help={t(manages ? 'home.emptyAdmin' : 'home.emptyHelp')}
      />
    );
  }
  const schedule = scheduleOf(all, now);
  return (
    <>
      {schedule.live.length > 0 && (
        <section aria-label={t('home.live')}>
          <Stack gap="md">
            {schedule.live.map((meeting) => (
              <LiveMeeting key={meeting.id} meeting={meeting} />
            ))}
          </Stack>
        </section>
      )}
      <Part title={t('home.today')} list={schedule.today} now={now} />
      <Part title={t('home.coming')} list={schedule.coming} now={now} />
      <Past schedule={schedule} now={now} />
    </>
  );
}

function Part({ title, list, now }: { title: string; list: readonly MeetingSummary[]; now: Date }) {
  if (list.length === 0) return null;
  return (
    <section className={classes.section}>
      <h2>{title}</h2>
      <ul className={classes.list}>
        {list.map((meeting) => (
          <MeetingRow key={meeting.id} meeting={meeting} now={now} />
        ))}
      </ul>
    </section>
  );
}

function Past({ schedule, now }: { schedule: Schedule; now: Date }) {
  const { t } = useLanguage();
  const [all, setAll] = useState(false);
  const hidden = schedule.past.length - PAST_SHOWN;
  return (
    <>
      <Part
        title={t('home.past')}
        list={all ? schedule.past : schedule.past.slice(0, PAST_SHOWN)}
        now={now}
      />
      {!all && hidden > 0 && (
        <Button variant="subtle" mt="sm" onClick={() => setAll(true)}>
          {t('home.showPast', { n: hidden })}
        </Button>
      )}
    </>
  );
}
