// The agenda with planned and spent time; the current item is plain to see.
import { Button } from '@mantine/core';
import { IconCircle, IconCircleCheck, IconPlayerPlayFilled } from '@tabler/icons-react';
import type { AgendaItem } from '../../api/view';
import { useT } from '../../i18n';
import { formatDuration } from '../../lib/format';
import { useNow } from '../../lib/useNow';
import { secondsSpent } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';
import classes from './AgendaList.module.css';

const SIGNS = { pending: IconCircle, current: IconPlayerPlayFilled, done: IconCircleCheck } as const;

export function AgendaList({ onStart }: { onStart?: ((item: string) => void) | undefined }) {
  const t = useT();
  const view = useMeetingView();
  if (view.agenda.order.length === 0) return <p className={classes.none}>{t('meeting.agenda.none')}</p>;
  return (
    <ol className={classes.list} aria-label={t('meeting.agenda.title')}>
      {view.agenda.order.map((id, index) => {
        const item = view.agenda.items[id];
        return item ? <Row key={id} item={item} number={index + 1} onStart={onStart} /> : null;
      })}
    </ol>
  );
}

function Row({
  item,
  number,
  onStart,
}: {
  item: AgendaItem;
  number: number;
  onStart: ((item: string) => void) | undefined;
}) {
  const t = useT();
  const view = useMeetingView();
  const now = useNow();
  const spent = secondsSpent(view, item, now);
  const over = spent - item.planned_s;
  const share = item.planned_s > 0 ? Math.min(1, spent / item.planned_s) : 0;
  const Sign = SIGNS[item.state];
  return (
    <li
      className={classes.row}
      data-state={item.state}
      aria-current={item.state === 'current' ? 'step' : undefined}
    >
      <Sign
        size="1.25em"
        className={classes.sign}
        aria-label={item.state === 'pending' ? undefined : t(`meeting.agenda.${item.state}`)}
      />
      <span className={classes.text}>
        <span className={classes.title}>
          {number}. {item.title}
        </span>
        {item.rapporteur && <span className={classes.detail}>{item.rapporteur}</span>}
        {item.state === 'current' && (
          <span className={classes.bar} aria-hidden="true">
            <span style={{ transform: `scaleX(${share})` }} />
          </span>
        )}
      </span>
      <span
        className={`figures ${classes.time}`}
        data-over={item.state !== 'pending' && over > 0 && item.planned_s > 0 ? '' : undefined}
      >
        {item.state === 'pending'
          ? formatDuration(item.planned_s)
          : t('meeting.agenda.spent', {
              spent: formatDuration(spent),
              planned: formatDuration(item.planned_s),
            })}
        {item.state !== 'pending' && over > 0 && item.planned_s > 0 && (
          <span className={classes.over}>{t('meeting.agenda.over', { time: formatDuration(over) })}</span>
        )}
      </span>
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
