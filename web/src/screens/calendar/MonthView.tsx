// A month as a grid of weeks. One day at a time takes the focus; arrows, PageUp and PageDown move it.
import { type CSSProperties, type KeyboardEvent, useEffect, useRef } from 'react';
import type { CalendarSpan } from '../../api/planning';
import { type Language, useLanguage } from '../../i18n';
import { formatDate } from '../../lib/format';
import classes from './Calendar.module.css';
import { byDay, type Day, monthOf, moved, WEEKDAY_NAMES, WEEKDAYS } from './days';
import { Entry, PlannedEntry } from './Entry';
import type { ViewProps } from './viewProps';

const SHOWN = 3;

interface MonthProps extends Omit<ViewProps, 'span'> {
  /** Null while it is not known. */
  readonly span: CalendarSpan | null;
  readonly onWhole: (day: Day) => void;
}

const dayText = (day: Day, language: Language) => formatDate(`${day}T05:00:00Z`, language);

export function MonthView({ day, today, span, onDay, onOpen, onWhole }: MonthProps) {
  const { t, language } = useLanguage();
  const grid = useRef<HTMLDivElement>(null);
  const follow = useRef(false);
  useEffect(() => {
    if (follow.current) grid.current?.querySelector<HTMLElement>(`[data-day="${day}"]`)?.focus();
    follow.current = false;
  }, [day]);
  const meetings = byDay(span?.meetings ?? []);
  const planned = byDay(span?.planned ?? []);
  const holidays = new Map((span?.holidays ?? []).map((one) => [one.day, one.name]));
  const onKeyDown = (event: KeyboardEvent, one: Day) => {
    if (event.target !== event.currentTarget) return;
    const next = moved(one, event.key);
    if (next !== null) {
      event.preventDefault();
      follow.current = true;
      onDay(next);
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      const first = meetings.get(one)?.[0];
      if (first && meetings.get(one)?.length === 1) onOpen(first);
      else onWhole(one);
    }
  };
  return (
    <>
      <p className="visually-hidden" id="calendar-keys">
        {t('planning.keys')}
      </p>
      {/* biome-ignore lint/a11y/useSemanticElements: a grid of days that the arrows walk, not a table to be read */}
      <div
        className={`surface ${classes.month}`}
        style={{ '--weeks': monthOf(day).length } as CSSProperties}
        role="grid"
        ref={grid}
        aria-describedby="calendar-keys"
        aria-label={t('planning.month')}
        aria-busy={span === null}
      >
        {/* biome-ignore lint/a11y/useSemanticElements: see the grid */}
        {/* biome-ignore lint/a11y/useFocusableInteractive: the row is not interactive */}
        <div className={classes.weekRow} role="row">
          {WEEKDAYS.map((name, n) => (
            // biome-ignore lint/a11y/useSemanticElements: see the grid
            // biome-ignore lint/a11y/useFocusableInteractive: a heading is not interactive
            <div
              key={name}
              role="columnheader"
              className={classes.weekday}
              aria-label={t(`planning.${WEEKDAY_NAMES[n] ?? 'mon'}`)}
            >
              {t(`planning.${name}`)}
            </div>
          ))}
        </div>
        {monthOf(day).map((week) => (
          // biome-ignore lint/a11y/useSemanticElements: see the grid
          // biome-ignore lint/a11y/useFocusableInteractive: the row is not interactive
          <div key={week[0]} role="row" className={classes.weekRow}>
            {week.map((one) => {
              const here = meetings.get(one) ?? [];
              const due = planned.get(one) ?? [];
              const over = here.length + due.length - SHOWN;
              return (
                // biome-ignore lint/a11y/useSemanticElements: see the grid
                <div
                  key={one}
                  role="gridcell"
                  data-day={one}
                  data-other={one.slice(0, 7) !== day.slice(0, 7)}
                  data-today={one === today}
                  aria-selected={one === day}
                  aria-current={one === today ? 'date' : undefined}
                  tabIndex={one === day ? 0 : -1}
                  className={classes.cell}
                  onKeyDown={(event) => onKeyDown(event, one)}
                  onFocus={(event) => event.target === event.currentTarget && one !== day && onDay(one)}
                >
                  <span className="visually-hidden">
                    {span
                      ? t('planning.dayLabel', { day: dayText(one, language), n: here.length })
                      : dayText(one, language)}
                  </span>
                  <span className={`figures ${classes.date}`} aria-hidden>
                    {Number(one.slice(8))}
                  </span>
                  {holidays.has(one) && <span className={classes.holiday}>{holidays.get(one)}</span>}
                  {here.slice(0, SHOWN).map((meeting) => (
                    <Entry key={meeting.id} meeting={meeting} onOpen={onOpen} />
                  ))}
                  {due.slice(0, Math.max(0, SHOWN - here.length)).map((one_) => (
                    <PlannedEntry key={`${one_.series} ${one_.day}`} planned={one_} />
                  ))}
                  {over > 0 && (
                    <button type="button" className={classes.over} onClick={() => onWhole(one)}>
                      {t('planning.more', { n: over })}
                    </button>
                  )}
                </div>
              );
            })}
          </div>
        ))}
      </div>
    </>
  );
}
