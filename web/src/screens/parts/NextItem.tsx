// Tells a hall or a delegate who reports on an item when that is expected, and when it was planned.
import { IconCalendarClock } from '@tabler/icons-react';
import { useLanguage } from '../../i18n';
import { formatTime } from '../../lib/format';
import { useMeetingView } from '../../stores/SeatProvider';
import { minutesLate, planText, shiftOf } from './agendaTimes';
import classes from './NextItem.module.css';

export function NextItem() {
  const { t, language } = useLanguage();
  const { agenda, me, meeting } = useMeetingView();
  const next = me.next_item;
  const item = next && agenda.items[next.item];
  if (!next || !item || next.expected_at === null) return null;
  const first = agenda.order.find((id) => agenda.items[id]?.state === 'pending') === item.id;
  const time = formatTime(next.expected_at, language);
  const plan = planText(next, t, language);
  return (
    <section className={classes.notice} data-shift={shiftOf(minutesLate(next)) ?? undefined} role="status">
      <IconCalendarClock className={classes.icon} stroke={1.7} aria-hidden />
      <div className={classes.words}>
        <span className={classes.whose}>{t(first ? 'agenda.yoursNext' : 'agenda.yours')}</span>
        <span className={classes.title}>
          {t('agenda.number', { n: agenda.order.indexOf(item.id) + 1, title: item.title })}
        </span>
        <span className={`figures ${classes.when}`}>
          <strong>{t(meeting.state === 'recess' ? 'agenda.earliest' : 'agenda.at', { time })}</strong>
          {plan && <span className={classes.plan}> · {plan}</span>}
        </span>
      </div>
    </section>
  );
}
