// The clock of a turn: time left, the warning, the end, and why it stands; in words and shape as well as colour.
import { IconAlertTriangle, IconHourglassHigh, IconPlayerPauseFilled } from '@tabler/icons-react';
import type { FloorRequest } from '../../api/view';
import { type Key, useT } from '../../i18n';
import { formatDuration } from '../../lib/format';
import { useNow } from '../../lib/useNow';
import { secondsLeft, secondsSpoken } from '../../stores/facts';
import classes from './TurnClock.module.css';

export type Stage = 'calm' | 'soon' | 'over' | 'open';
export type Standing = 'paused' | 'held';

/** `soon` from the turn's warning on, `over` after the end, `open` without a limit. */
export function stageOf(turn: FloorRequest, left: number | null): Stage {
  if (left === null) return 'open';
  if (left <= 0) return 'over';
  return left <= turn.warn_s ? 'soon' : 'calm';
}

/** Why the clock stands: interrupted by another turn, or paused by the chair. */
export function standingOf(turn: FloorRequest): Standing | null {
  if (turn.held_by !== null) return 'held';
  return turn.paused ? 'paused' : null;
}

const WORDS: Readonly<Record<Stage, Key>> = {
  calm: 'meeting.turn.left',
  soon: 'meeting.turn.soon',
  over: 'meeting.turn.over',
  open: 'meeting.turn.spent',
};
const STANDING: Readonly<Record<Standing, Key>> = {
  paused: 'meeting.turn.paused',
  held: 'meeting.turn.held',
};
const SIGNS = { soon: IconHourglassHigh, over: IconAlertTriangle, calm: null, open: null } as const;

export function TurnClock({
  turn,
  size = 'large',
}: {
  turn: FloorRequest;
  size?: 'large' | 'normal' | 'small';
}) {
  const t = useT();
  const now = useNow();
  const left = secondsLeft(turn, now);
  const stage = stageOf(turn, left);
  const standing = standingOf(turn);
  const share = left === null || !turn.limit_s ? 0 : Math.min(1, Math.max(0, left / turn.limit_s));
  const words = t(standing ? STANDING[standing] : WORDS[stage]);
  const Sign = standing ? IconPlayerPauseFilled : SIGNS[stage];
  return (
    <div
      className={classes.clock}
      data-stage={stage}
      data-standing={standing ?? undefined}
      data-size={size}
      role="timer"
      aria-label={words}
    >
      <span className={classes.label}>
        {Sign && <Sign size="1.15em" aria-hidden />} {words}
      </span>
      <span className={`figures ${classes.figure}`}>
        {stage === 'over' ? '+' : ''}
        {formatDuration(left === null ? secondsSpoken(turn, now) : Math.abs(left))}
      </span>
      {turn.limit_s !== null && (
        <span className={classes.bar} aria-hidden="true">
          <span className={classes.fill} style={{ transform: `scaleX(${share})` }} />
        </span>
      )}
    </div>
  );
}
