// The list of those who wait for the floor, in the order in which they will be heard.
import { IconHandStop } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { FloorRequest } from '../../api/view';
import { useLanguage } from '../../i18n';
import { formatTime } from '../../lib/format';
import { speakerOf, waiting } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';
import classes from './Queue.module.css';

interface Props {
  /** How many are drawn; the rest is counted. */
  readonly limit?: number;
  readonly actions?: (request: FloorRequest, first: boolean) => ReactNode;
}

export function Queue({ limit = 100, actions }: Props) {
  const { t, language } = useLanguage();
  const view = useMeetingView();
  const all = waiting(view);
  if (all.length === 0) {
    return (
      <p className={classes.empty}>
        <IconHandStop size="1.4em" aria-hidden /> {t('meeting.queue.empty')}
      </p>
    );
  }
  return (
    <>
      <ol className={classes.list} aria-label={t('meeting.queue.title')}>
        {all.slice(0, limit).map((request, index) => {
          const speaker = speakerOf(view, request);
          return (
            <li
              key={request.id}
              className={classes.row}
              data-own={request.id === view.me.request || undefined}
            >
              <span className={`figures ${classes.number}`}>{index + 1}</span>
              <span className={classes.who}>
                <span className={classes.name}>{speaker.name}</span>
                <span className={classes.detail}>
                  {[speaker.detail, formatTime(request.requested_at, language)].filter(Boolean).join(' · ')}
                </span>
                {request.topic && <span className={classes.topic}>{request.topic}</span>}
              </span>
              {request.id === view.me.request && (
                <span className={classes.own}>{t('meeting.queue.own')}</span>
              )}
              {actions && <span className={classes.actions}>{actions(request, index === 0)}</span>}
            </li>
          );
        })}
      </ol>
      {all.length > limit && (
        <p className={classes.more}>{t('meeting.queue.more', { n: all.length - limit })}</p>
      )}
    </>
  );
}
