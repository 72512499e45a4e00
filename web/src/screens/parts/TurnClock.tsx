// Time left of a turn, with its warning in words and shape as well as colour.
import { IconAlertTriangle, IconHourglassHigh } from '@tabler/icons-react';
import type { FloorRequest } from '../../api/view';
import { useT } from '../../i18n';
import { formatDuration } from '../../lib/format';
import { secondsSince, useNow } from '../../lib/useNow';
import { secondsLeft } from '../../stores/facts';
import classes from './TurnClock.module.css';

type Stage = 'calm' | 'soon' | 'over' | 'open';

/** `soon` in the last minute (or last fifth of a short turn), `over` after the end, `open` without a limit. */
export function stageOf(left: number | null, limit: number | null): Stage {
  if (left === null || limit === null) return 'open';
  if (left <= 0) return 'over';
  return left <= Math.min(60, limit / 5) ? 'soon' : 'calm';
}

export function TurnClock({ turn, size = 'large' }: { turn: FloorRequest; size?: 'large' | 'normal' }) {
  const t = useT();
  const now = useNow();
  const left = secondsLeft(turn, now);
  const stage = stageOf(left, turn.limit_s);
  const share = left === null || !turn.limit_s ? 0 : Math.min(1, Math.max(0, left / turn.limit_s));
  const words = {
    calm: 'meeting.turn.left',
    soon: 'meeting.turn.soon',
    over: 'meeting.turn.over',
    open: 'meeting.turn.spent',
  } as const;
  const Icon = stage === 'soon' ? IconHourglassHigh : stage === 'over' ? IconAlertTriangle : null;
  const figure = left === null ? secondsSince(turn.granted_at, now) : stage === 'over' ? -left : left;
  return (
    <div
      className={classes.clock}
      data-stage={stage}
      data-size={size}
      role="timer"
      aria-label={t(words[stage])}
    >
      <span className={classes.label}>
        {Icon && <Icon size="1.15em" aria-hidden />} {t(words[stage])}
      </span>
      <span className={`figures ${classes.figure}`}>
        {stage === 'over' ? '+' : ''}
        {formatDuration(figure)}
      </span>
      {turn.limit_s !== null && (
        <span className={classes.bar} aria-hidden="true">
          <span className={classes.fill} style={{ transform: `scaleX(${share})` }} />
        </span>
      )}
    </div>
  );
}
