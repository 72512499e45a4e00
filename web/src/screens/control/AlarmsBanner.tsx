// What is wrong with the machinery itself: said once over the whole board, with what to do.
import { IconAlertTriangle } from '@tabler/icons-react';
import type { Alarm } from '../../api/view/board';
import { useLanguage } from '../../i18n';
import { formatDuration, formatTime } from '../../lib/format';
import classes from './AlarmsBanner.module.css';

export function AlarmsBanner({ alarms }: { alarms: readonly Alarm[] }) {
  const { t, language } = useLanguage();
  if (alarms.length === 0) return null;
  return (
    <div className={classes.banner} role="alert">
      {alarms.map(({ code, at, by_s }) => (
        <p key={code} className={classes.alarm}>
          <IconAlertTriangle size="1.5em" aria-hidden />
          <span>
            <strong>{t(`control.warn.${code}.title`)}</strong>{' '}
            <span className="figures">
              {by_s === undefined ? '' : `${by_s > 0 ? '+' : ''}${formatDuration(by_s)} · `}
              {formatTime(at, language, true)}
            </span>
            <span className={classes.todo}>{t(`control.warn.${code}.todo`)}</span>
          </span>
        </p>
      ))}
    </div>
  );
}
