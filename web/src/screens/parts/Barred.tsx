// What an observer sees while an internal item is discussed: that it is so, and that it ends by itself.
import { IconLock } from '@tabler/icons-react';
import { useT } from '../../i18n';
import classes from './StateCard.module.css';

export function Barred() {
  const t = useT();
  return (
    <div className={classes.card} role="status">
      <IconLock className={classes.icon} stroke={1.2} aria-hidden />
      <h2 className={classes.title}>{t('agenda.barredTitle')}</h2>
      <p className={classes.text}>{t('agenda.barredHelp')}</p>
    </div>
  );
}
