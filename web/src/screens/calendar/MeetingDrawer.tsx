// What the calendar tells of one meeting: when, who is in it, and the ways into it.
import { Button, Group, Stack } from '@mantine/core';
import { IconCalendarDown, IconDoorEnter } from '@tabler/icons-react';
import { Link } from 'react-router';
import { meetings } from '../../api/meetings';
import type { CalendarMeeting } from '../../api/planning';
import { SideDialog } from '../../components/Dialog';
import { type Key, useLanguage } from '../../i18n';
import { StateBadge } from '../home/StateBadge';
import { dayText, hourText, spanText } from '../home/times';
import classes from './Calendar.module.css';

export function MeetingDrawer({ meeting, onClose }: { meeting: CalendarMeeting; onClose: () => void }) {
  const { t, language } = useLanguage();
  const at = meeting.scheduled_at;
  return (
    <SideDialog onClose={onClose} size="md" title={meeting.title}>
      <Stack>
        <Group gap="sm">
          <StateBadge state={meeting.state} />
          {meeting.my_role && (
            <span>{t('planning.myRole', { role: t(`planning.role_${meeting.my_role}` as Key) })}</span>
          )}
        </Group>
        <p className={`figures ${classes.when}`}>
          {hourText(at, language)} · {dayText(at, language)}
          {meeting.planned_s > 0 && <> · {spanText(meeting.planned_s, t)}</>}
        </p>
        <section>
          <h3 className={classes.part}>{t('planning.who')}</h3>
          <ul className={classes.people}>
            {meeting.officers.map((one) => (
              <li key={`${one.role} ${one.name}`}>
                <span>{one.name}</span>
                <span className={classes.state}>{t(`planning.role_${one.role}` as Key)}</span>
              </li>
            ))}
          </ul>
          {meeting.delegates > 0 && (
            <p className={classes.nothing}>{t('planning.delegates', { n: meeting.delegates })}</p>
          )}
        </section>
        {meeting.sites.length > 0 && (
          <section>
            <h3 className={classes.part}>{t('planning.halls', { n: meeting.sites.length })}</h3>
            <p>{meeting.sites.join(', ')}</p>
          </section>
        )}
        <Group>
          {meeting.my_role && meeting.state !== 'cancelled' && (
            <Button
              component={Link}
              to={`/m/${meeting.id}`}
              leftSection={<IconDoorEnter size={18} aria-hidden />}
            >
              {t('planning.open')}
            </Button>
          )}
          <Button
            component="a"
            href={meetings.calendarUrl(meeting.id)}
            download
            variant="default"
            leftSection={<IconCalendarDown size={18} aria-hidden />}
          >
            {t('planning.download')}
          </Button>
        </Group>
      </Stack>
    </SideDialog>
  );
}
