// Messages and countdowns over the picture, for all screens and for this one, readable from ten metres.
import { IconAlarm, IconMessage2 } from '@tabler/icons-react';
import { useT } from '../../../i18n';
import { formatDuration } from '../../../lib/format';
import { useNow } from '../../../lib/useNow';
import { useMeetingView } from '../../../stores/SeatProvider';
import classes from './Notices.module.css';
import { noticesFor } from './noticesFor';

const SHOWN = 3;

/** `limit`: how many are shown at once; the others are counted. */
export function Notices({ limit = SHOWN }: { readonly limit?: number }) {
  const t = useT();
  const view = useMeetingView();
  const notices = noticesFor(view);
  return (
    <div className={classes.field} data-none={notices.length === 0 || undefined}>
      <ul className={classes.list} aria-live="polite" aria-label={t('program.notices')}>
        {notices.slice(0, limit).map((notice) => (
          <li key={notice.id} className={classes.notice} data-kind={notice.kind}>
            {notice.kind === 'countdown' ? (
              <IconAlarm className={classes.icon} stroke={1.7} aria-hidden />
            ) : (
              <IconMessage2 className={classes.icon} stroke={1.7} aria-hidden />
            )}
            <span className={classes.text}>
              {notice.text || t('program.countdownPlain')}
              {notice.to !== null && <span className={classes.only}>{t('program.onlyYou')}</span>}
            </span>
            {notice.kind === 'countdown' && notice.ends_at && <Left until={notice.ends_at} />}
          </li>
        ))}
      </ul>
      {notices.length > limit && (
        <p className={classes.more}>{t('program.moreNotices', { n: notices.length - limit })}</p>
      )}
    </div>
  );
}

/** The time left; said once, not every second, to those who listen. */
export function Left({ until }: { until: string }) {
  const now = useNow();
  const seconds = Math.max(0, Math.ceil((Date.parse(until) - now) / 1000));
  return (
    <span className={`figures ${classes.left}`} role="timer" aria-live="off">
      {formatDuration(seconds)}
    </span>
  );
}
