// The days of a month that have something, one under another: what a phone shows.
import { IconCalendarEvent } from '@tabler/icons-react';
import { useLanguage } from '../../i18n';
import { formatDate } from '../../lib/format';
import { Empty } from '../home/Notice';
import classes from './Calendar.module.css';
import { byDay } from './days';
import { Entry, PlannedEntry } from './Entry';
import type { ViewProps } from './viewProps';

export function ListView({ today, span, onOpen }: ViewProps) {
  const { t, language } = useLanguage();
  const meetings = byDay(span.meetings);
  const planned = byDay(span.planned);
  const holidays = new Map(span.holidays.map((one) => [one.day, one.name]));
  const days = [...new Set([...meetings.keys(), ...planned.keys(), ...holidays.keys()])].sort();
  if (days.length === 0) {
    return <Empty icon={IconCalendarEvent} title={t('planning.none')} help={t('planning.noneHelp')} />;
  }
  return (
    <div className={`surface ${classes.list}`}>
      {days.map((one) => (
        <section key={one} className={classes.listDay} data-today={one === today}>
          <h3 className={classes.listHead}>
            {formatDate(`${one}T05:00:00Z`, language)}
            {one === today && <span className={classes.state}>{t('planning.today')}</span>}
            {holidays.has(one) && <span className={classes.holiday}>{holidays.get(one)}</span>}
          </h3>
          {(meetings.get(one) ?? []).map((meeting) => (
            <Entry key={meeting.id} meeting={meeting} onOpen={onOpen} full />
          ))}
          {(planned.get(one) ?? []).map((due) => (
            <PlannedEntry key={`${due.series} ${due.day}`} planned={due} />
          ))}
        </section>
      ))}
    </div>
  );
}
