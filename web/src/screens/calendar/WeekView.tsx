// A week as seven columns, each with its meetings in order of time; under one another on a narrow screen.
import { useLanguage } from '../../i18n';
import { dayFigures } from '../../lib/localTime';
import classes from './Calendar.module.css';
import { byDay, type Day, WEEKDAY_NAMES, weekOf } from './days';
import { Entry, PlannedEntry } from './Entry';
import type { ViewProps } from './viewProps';

export function WeekView({ day, today, span, onOpen }: ViewProps) {
  const { t } = useLanguage();
  const meetings = byDay(span.meetings);
  const planned = byDay(span.planned);
  const holidays = new Map(span.holidays.map((one) => [one.day, one.name]));
  return (
    <div className={`surface ${classes.week}`}>
      {weekOf(day).map((one: Day, n) => (
        <section key={one} className={classes.column} data-today={one === today}>
          <h3 className={classes.columnHead}>
            {t(`planning.${WEEKDAY_NAMES[n] ?? 'mon'}`)}{' '}
            <span className="figures">{dayFigures(one).slice(0, 5)}</span>
          </h3>
          {holidays.has(one) && <p className={classes.holiday}>{holidays.get(one)}</p>}
          {(meetings.get(one) ?? []).map((meeting) => (
            <Entry key={meeting.id} meeting={meeting} onOpen={onOpen} full />
          ))}
          {(planned.get(one) ?? []).map((due) => (
            <PlannedEntry key={`${due.series} ${due.day}`} planned={due} />
          ))}
          {!meetings.has(one) && !planned.has(one) && <p className={classes.nothing}>–</p>}
        </section>
      ))}
    </div>
  );
}
