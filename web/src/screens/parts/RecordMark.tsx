// The red mark that says that the meeting is being recorded; on every screen while it is.
import { IconAlertTriangle } from '@tabler/icons-react';
import { useT } from '../../i18n';
import { formatDuration } from '../../lib/format';
import { secondsSince, useNow } from '../../lib/useNow';
import { useMeetingView } from '../../stores/SeatProvider';
import classes from './RecordMark.module.css';

export function RecordMark() {
  const t = useT();
  const now = useNow();
  const { recording } = useMeetingView();
  if (!recording.on && !recording.alarm) return null;
  return (
    <span className={classes.mark} data-alarm={recording.alarm !== null || undefined} role="status">
      {recording.alarm ? (
        <IconAlertTriangle size="1.2em" aria-hidden />
      ) : (
        <span className={classes.dot} aria-hidden="true" />
      )}
      <span>{t(recording.alarm ? 'meeting.record.alarm' : 'meeting.record.on')}</span>
      {recording.on && (
        <span className="figures" aria-hidden="true">
          {formatDuration(secondsSince(recording.since, now))}
        </span>
      )}
    </span>
  );
}
