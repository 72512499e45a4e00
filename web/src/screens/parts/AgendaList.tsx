// The agenda: when each item is expected and how far from the plan, what is spent, what was put off.
import { Button } from '@mantine/core';
import {
  IconCalendarPause,
  IconCircle,
  IconCircleCheck,
  IconLock,
  IconPlayerPlayFilled,
} from '@tabler/icons-react';
import type { AgendaItem } from '../../api/view';
import { useLanguage, useT } from '../../i18n';
import { formatDuration, formatTime } from '../../lib/format';
import { useNow } from '../../lib/useNow';
import { personOf, secondsSpent } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';
import classes from './AgendaList.module.css';
import { minutesLate, planText, shiftOf } from './agendaTimes';

const SIGNS = {
  pending: IconCircle,
  current: IconPlayerPlayFilled,
  done: IconCircleCheck,
  postponed: IconCalendarPause,
} as const;

export function AgendaList({ onStart }: { onStart?: ((item: string) => void) | undefined }) {
  const t = useT();
  const { order, items, postponed } = useMeetingView().agenda;
  if (order.length + postponed.length === 0)
    return <p className={classes.none}>{t('meeting.agenda.none')}</p>;
  return (
    <>
      <ol className={classes.list} aria-label={t('meeting.agenda.title')}>
        {order.map((id, index) => {
          const item = items[id];
          return item ? <Row key={id} item={item} number={index + 1} onStart={onStart} /> : null;
        })}
      </ol>
      {postponed.length > 0 && (
        <section className={classes.postponed}>
          <h3 className={classes.heading}>{t('agenda.postponed')}</h3>
          <ul className={classes.list}>
            {postponed.map((id) => {
              const item = items[id];
              return item ? <Row key={id} item={item} number={null} onStart={undefined} /> : null;
            })}
          </ul>
        </section>
      )}
    </>
  );
}

interface RowProps {
  readonly item: AgendaItem;
  readonly number: number | null;
  readonly onStart: ((item: string) => void) | undefined;
}

function Row({ item, number, onStart }: RowProps) {
  const t = useT();
  const view = useMeetingView();
  const Sign = SIGNS[item.state];
  const { me } = view;
  const mine = item.seats.includes(me.seat) || (me.site !== null && item.seats.includes(me.site));
  const names = item.seats.map((seat) => view.sites[seat]?.short_name ?? personOf(view, seat).name);
  const told = item.state === 'current' || item.state === 'done';
  return (
    <li
      className={classes.row}
      data-state={item.state}
      data-mine={mine || undefined}
      aria-current={item.state === 'current' ? 'step' : undefined}
    >
      <Sign
        size="1.25em"
        className={classes.sign}
        aria-label={told ? t(`meeting.agenda.${item.state as 'current' | 'done'}`) : undefined}
      />
      <span className={classes.text}>
        <span className={classes.title}>
          {number !== null && `${number}. `}
          {item.title || t('agenda.internalTitle')}
          {item.internal && (
            <span className={classes.badge}>
              <IconLock size="1em" aria-hidden /> {t('agenda.internal')}
            </span>
          )}
        </span>
        {item.rapporteur && <span className={classes.detail}>{item.rapporteur}</span>}
        {names.length > 0 && (
          <span className={classes.detail}>{t('agenda.reporters', { names: names.join(', ') })}</span>
        )}
        {item.postponed_reason && (
          <span className={classes.detail}>{t('agenda.reason', { reason: item.postponed_reason })}</span>
        )}
        {item.state === 'pending' && <Expected item={item} />}
        {item.state === 'current' && <Bar item={item} />}
      </span>
      {item.state !== 'postponed' && <Time item={item} />}
      {onStart && item.state === 'pending' && (
        <Button
          size="compact-xs"
          variant="default"
          className={classes.start ?? ''}
          onClick={() => onStart(item.id)}
        >
          {t('meeting.console.start')}
        </Button>
      )}
    </li>
  );
}

/** `Dự kiến 09:40 · theo chương trình 09:20, chậm 20 phút` */
export function Expected({ item }: { item: AgendaItem }) {
  const { t, language } = useLanguage();
  const { meeting } = useMeetingView();
  if (item.expected_at === null) return null;
  const time = formatTime(item.expected_at, language);
  const shift = shiftOf(minutesLate(item));
  return (
    <span className={`figures ${classes.due}`} data-shift={shift ?? undefined}>
      <strong>{t(meeting.state === 'recess' ? 'agenda.earliest' : 'agenda.at', { time })}</strong>
      {shift && ` · ${planText(item, t, language)}`}
    </span>
  );
}

function Bar({ item }: { item: AgendaItem }) {
  const view = useMeetingView();
  const now = useNow();
  const share = item.planned_s > 0 ? Math.min(1, secondsSpent(view, item, now) / item.planned_s) : 0;
  return (
    <span className={classes.bar} aria-hidden="true">
      <span style={{ transform: `scaleX(${share})` }} />
    </span>
  );
}

function Time({ item }: { item: AgendaItem }) {
  const t = useT();
  const view = useMeetingView();
  const now = useNow();
  if (item.state === 'pending')
    return (
      <span className={`figures ${classes.time}`}>
        {item.planned_s > 0 && formatDuration(item.planned_s)}
      </span>
    );
  const spent = secondsSpent(view, item, now);
  const over = item.planned_s > 0 ? spent - item.planned_s : 0;
  return (
    <span className={`figures ${classes.time}`} data-over={over > 0 ? '' : undefined}>
      {t('meeting.agenda.spent', { spent: formatDuration(spent), planned: formatDuration(item.planned_s) })}
      {over > 0 && (
        <span className={classes.over}>{t('meeting.agenda.over', { time: formatDuration(over) })}</span>
      )}
    </span>
  );
}
