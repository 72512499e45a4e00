// How the meeting stands when nobody is speaking because it has not begun, rests, or is over.
import { Button } from '@mantine/core';
import { IconCalendarOff, IconCalendarTime, IconCoffee, IconFlagCheck } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useLanguage } from '../../i18n';
import { formatDate, formatDuration, formatTime } from '../../lib/format';
import { secondsSince, useNow } from '../../lib/useNow';
import { attendance } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';
import classes from './StateCard.module.css';

export function StateCard() {
  const { meeting } = useMeetingView();
  if (meeting.state === 'recess') return <Recess />;
  if (meeting.state === 'closed' || meeting.state === 'archived') return <Closed />;
  if (meeting.state === 'cancelled') return <Cancelled reason={meeting.cancelled_for} />;
  return <Waiting />;
}

function Cancelled({ reason }: { reason: string }) {
  const { t } = useLanguage();
  return (
    <div className={classes.card}>
      <IconCalendarOff className={classes.icon} stroke={1.2} aria-hidden />
      <h2 className={classes.title}>{t('meeting.cancelled.title')}</h2>
      {reason && <p className={classes.text}>{reason}</p>}
    </div>
  );
}

function Waiting() {
  const { t, language } = useLanguage();
  const view = useMeetingView();
  const at = view.meeting.scheduled_at;
  return (
    <div className={classes.card}>
      <IconCalendarTime className={classes.icon} stroke={1.2} aria-hidden />
      <h2 className={classes.title}>{t('meeting.wait.title')}</h2>
      {at && (
        <p className={classes.text}>
          {t('meeting.wait.at', { time: `${formatTime(at, language)} · ${formatDate(at, language)}` })}
        </p>
      )}
      <p className={classes.text}>{t('meeting.wait.present', { ...attendance(view) })}</p>
    </div>
  );
}

function Recess() {
  const { t, language } = useLanguage();
  const now = useNow();
  const { meeting } = useMeetingView();
  const since = meeting.recess_since;
  return (
    <div className={classes.card}>
      <IconCoffee className={classes.icon} stroke={1.2} aria-hidden />
      <h2 className={classes.title}>{t('meeting.recess.title')}</h2>
      {since && (
        <p className={`figures ${classes.text}`}>
          {t('meeting.recess.since', {
            time: formatTime(since, language),
            spent: formatDuration(secondsSince(since, now)),
          })}
        </p>
      )}
    </div>
  );
}

function Closed() {
  const { t } = useLanguage();
  const { meeting, me } = useMeetingView();
  const archive = !['site', 'delegate', 'observer'].includes(me.role);
  return (
    <div className={classes.card}>
      <IconFlagCheck className={classes.icon} stroke={1.2} aria-hidden />
      <h2 className={classes.title}>{t('meeting.closed.title')}</h2>
      <p className={classes.text}>{t('meeting.closed.help')}</p>
      {archive && (
        <Button component={Link} to={`/archive/${meeting.id}`} size="md" color="gold">
          {t('meeting.closed.archive')}
        </Button>
      )}
    </div>
  );
}
