// Calling the roll: the name called now in large letters, the four answers under it, then on to the next.
import { Button } from '@mantine/core';
import { useT } from '../../i18n';
import { can } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';
import { useKeyTable } from '../parts/Keys';
import { useCommand } from '../parts/useCommand';
import { MARK_KEYS, type RollStatus } from '../secretary/rollCall';
import classes from './CallDesk.module.css';

/** Whether names are called out now, so that the answer keys belong to the name that was called. */
export function useCalling(): boolean {
  const view = useMeetingView();
  return can(view, 'roll.call') && view.roll.called !== null;
}

export function CallDesk() {
  const t = useT();
  const view = useMeetingView();
  const give = useCommand();
  const { called, next } = view.roll;
  const calls = can(view, 'roll.call');
  const call = () => void give('roll.call');
  const answer = (status: RollStatus | undefined) =>
    called && status && void give('roll.mark', { subject: called.seat, status, call_next: true });
  useKeyTable([
    { keys: ['N'], does: 'attendance.callNext', run: calls && next ? call : undefined },
    {
      keys: Object.keys(MARK_KEYS),
      does: 'secretary.keyMark',
      run: calls && called ? (key) => answer(MARK_KEYS[key]) : undefined,
    },
  ]);
  if (!calls) return null;
  const hall = called?.site && called.site !== called.seat ? view.sites[called.site]?.name : '';
  return (
    <section className={classes.desk} aria-label={t('attendance.calling')}>
      <div className={classes.who} role="status">
        <span className={classes.label}>{t('attendance.called')}</span>
        <strong className={classes.name}>
          {called?.name ?? t(next ? 'attendance.nobodyCalled' : 'attendance.everyoneCalled')}
        </strong>
        <span className={classes.rest}>{[called?.office, hall].filter(Boolean).join(' · ')}</span>
      </div>
      <div className={classes.answers}>
        {called &&
          Object.entries(MARK_KEYS).map(([key, status]) => (
            <Button
              key={key}
              size="md"
              variant="default"
              rightSection={<kbd>{key}</kbd>}
              onClick={() => answer(status)}
            >
              {t(`secretary.${status}`)}
            </Button>
          ))}
        <Button size="md" disabled={!next} onClick={call}>
          {t(called ? 'attendance.callNext' : 'attendance.callFirst')}
        </Button>
      </div>
    </section>
  );
}
