// One meeting as a person sees it before entering: on now (large) or in a list.
import { Button } from '@mantine/core';
import {
  IconArrowRight,
  IconClipboardList,
  IconDeviceTv,
  IconFileUpload,
  IconPlayerPlay,
} from '@tabler/icons-react';
import { Link } from 'react-router';
import type { MeetingSummary } from '../../api/meetings';
import { type Key, type Translate, useLanguage } from '../../i18n';
import classes from './MyMeetings.module.css';
import { StateBadge } from './StateBadge';
import { hourText, shortDayText, spanText, untilText } from './times';

const ROLES = new Set(['chair', 'deputy', 'secretary', 'technician', 'site', 'delegate', 'observer']);
/** Who may be responsible for papers without preparing the meeting. */
const SUBMITS = new Set(['deputy', 'technician', 'site', 'delegate']);

export function roleText(role: string | null, t: Translate): string {
  return role && ROLES.has(role) ? t(`home.role_${role}` as Key) : (role ?? '');
}

export function LiveMeeting({ meeting }: { meeting: MeetingSummary }) {
  const { t, language } = useLanguage();
  const facts = [
    meeting.scheduled_at ? hourText(meeting.scheduled_at, language) : '',
    t('home.planned', { time: spanText(meeting.planned_s, t) }),
    meeting.my_role ? t('home.myRole', { role: roleText(meeting.my_role, t) }) : '',
  ];
  return (
    <article className={classes.hero}>
      <div>
        <StateBadge state={meeting.state} />
        <h3>{meeting.title}</h3>
        <p className="figures">{facts.filter(Boolean).join(' · ')}</p>
      </div>
      <Button
        component={Link}
        to={`/m/${meeting.id}`}
        size="xl"
        className={classes.enter ?? ''}
        rightSection={<IconArrowRight size={24} aria-hidden />}
      >
        {t(meeting.state === 'line_check' ? 'home.joinCheck' : 'home.join')}
      </Button>
    </article>
  );
}

export function MeetingRow({ meeting, now }: { meeting: MeetingSummary; now: Date }) {
  const { t, language } = useLanguage();
  const at = meeting.scheduled_at;
  return (
    <li className={`surface ${classes.row}`}>
      <div className={classes.when}>
        {at ? (
          <>
            <div className={`figures ${classes.hour}`}>{hourText(at, language)}</div>
            <div className={`figures ${classes.day}`}>{shortDayText(at, language)}</div>
          </>
        ) : (
          <div className={classes.day}>{t('home.noTime')}</div>
        )}
      </div>
      <div className={classes.what}>
        <h3 className={classes.name}>{meeting.title}</h3>
        <div className={classes.facts}>
          <StateBadge state={meeting.state} />
          {meeting.my_role && <span>{t('home.myRole', { role: roleText(meeting.my_role, t) })}</span>}
          <span>{t('home.planned', { time: spanText(meeting.planned_s, t) })}</span>
          {at && !isOver(meeting) && <strong>{untilText(at, now, t)}</strong>}
        </div>
      </div>
      <div className={classes.acts}>
        <RowActs meeting={meeting} />
      </div>
    </li>
  );
}

function isOver(meeting: MeetingSummary): boolean {
  return ['closed', 'archived', 'cancelled'].includes(meeting.state);
}

function RowActs({ meeting }: { meeting: MeetingSummary }) {
  const { t } = useLanguage();
  if (isOver(meeting)) {
    return (
      <Button
        component={Link}
        to={`/archive/${meeting.id}`}
        variant="default"
        leftSection={<IconPlayerPlay size={18} aria-hidden />}
        aria-label={`${t('home.play')}: ${meeting.title}`}
      >
        {t('home.play')}
      </Button>
    );
  }
  return (
    <>
      {meeting.my_role && SUBMITS.has(meeting.my_role) && (
        <Button
          component={Link}
          to={`/m/${meeting.id}/submit`}
          variant="default"
          leftSection={<IconFileUpload size={18} aria-hidden />}
          aria-label={`${t('papers.submitMenu')}: ${meeting.title}`}
        >
          {t('papers.submitMenu')}
        </Button>
      )}
      {meeting.my_role === 'secretary' && (
        <Button
          component={Link}
          to={`/m/${meeting.id}/prepare`}
          leftSection={<IconClipboardList size={18} aria-hidden />}
          aria-label={`${t('home.prepare')}: ${meeting.title}`}
        >
          {t('home.prepare')}
        </Button>
      )}
      <Button
        component={Link}
        to={`/m/${meeting.id}`}
        variant="default"
        leftSection={<IconDeviceTv size={18} aria-hidden />}
        aria-label={`${t('home.check')}: ${meeting.title}`}
      >
        {t('home.check')}
      </Button>
    </>
  );
}
