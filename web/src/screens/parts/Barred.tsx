// What an observer sees while kept outside: why it is so, and what ends it.
import { IconLock } from '@tabler/icons-react';
import { useT } from '../../i18n';
import { useMeetingView } from '../../stores/SeatProvider';
import classes from './StateCard.module.css';

export function Barred() {
  const t = useT();
  const marked = useMeetingView().me.barred === 'marking.no_outsiders';
  return (
    <div className={classes.card} role="status">
      <IconLock className={classes.icon} stroke={1.2} aria-hidden />
      <h2 className={classes.title}>{t(marked ? 'secrecy.barredTitle' : 'agenda.barredTitle')}</h2>
      <p className={classes.text}>{t(marked ? 'secrecy.barredHelp' : 'agenda.barredHelp')}</p>
    </div>
  );
}
