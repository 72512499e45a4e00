// One meeting, or one day of a series to come, in a view of the calendar.
import { IconRepeat } from '@tabler/icons-react';
import type { CalendarMeeting, PlannedDay } from '../../api/planning';
import { useLanguage } from '../../i18n';
import { hourText, spanText } from '../home/times';
import classes from './Calendar.module.css';

interface Props {
  readonly meeting: CalendarMeeting;
  readonly onOpen: (meeting: CalendarMeeting) => void;
  /** Shows length, halls and state as well. */
  readonly full?: boolean;
}

export function Entry({ meeting, onOpen, full = false }: Props) {
  const { t, language } = useLanguage();
  const marked = ['line_check', 'in_session', 'recess', 'cancelled', 'draft'].includes(meeting.state);
  return (
    <button
      type="button"
      className={classes.entry}
      data-state={meeting.state}
      onClick={() => onOpen(meeting)}
    >
      <span className={`figures ${classes.hour}`}>{hourText(meeting.scheduled_at, language)}</span>
      <span className={classes.name}>{meeting.title}</span>
      {marked && <span className={classes.state}>{t(`home.${meeting.state}`)}</span>}
      {full && (
        <span className={classes.more}>
          {[meeting.planned_s ? spanText(meeting.planned_s, t) : '', halls(meeting.sites)]
            .filter(Boolean)
            .join(' · ')}
        </span>
      )}
    </button>
  );
}

function halls(sites: readonly string[]): string {
  return sites.length > 4 ? `${sites.slice(0, 3).join(', ')}… (${sites.length})` : sites.join(', ');
}

export function PlannedEntry({ planned }: { planned: PlannedDay }) {
  const { t, language } = useLanguage();
  return (
    <span className={classes.planned}>
      <span className={`figures ${classes.hour}`}>{hourText(planned.scheduled_at, language)}</span>
      <IconRepeat size={14} aria-hidden />
      <span className={classes.name}>{planned.name}</span>
      <span className={classes.state}>{t('planning.plannedDay')}</span>
    </span>
  );
}
