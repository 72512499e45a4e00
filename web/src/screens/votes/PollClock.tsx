// The time left of a vote that closes by itself. Said when it matters, not every second.
import { IconAlarm } from '@tabler/icons-react';
import type { Poll } from '../../api/view/polls';
import { useT } from '../../i18n';
import { formatDuration } from '../../lib/format';
import { useNow } from '../../lib/useNow';
import { secondsToClose } from './moments';
import classes from './PollClock.module.css';

const HURRY_S = 15;

export function PollClock({ poll }: { poll: Poll }) {
  const t = useT();
  const left = secondsToClose(poll, useNow());
  if (left === null) return null;
  return (
    <span className={classes.clock} role="timer" aria-live="off" data-hurry={left <= HURRY_S || undefined}>
      <IconAlarm size="1em" aria-hidden />
      <span className="visually-hidden">{t('votes.timeLeft')}</span>
      <span className="figures">{formatDuration(left)}</span>
    </span>
  );
}
