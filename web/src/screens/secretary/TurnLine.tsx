// Who has the floor, in one line with the time left, for those who work beside the program.
import { Button } from '@mantine/core';
import { IconMicrophone, IconPlayerStop } from '@tabler/icons-react';
import type { FloorRequest } from '../../api/view';
import { useT } from '../../i18n';
import { formatDuration } from '../../lib/format';
import { secondsSince, useNow } from '../../lib/useNow';
import { can, secondsLeft, speakerOf, turns } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';
import { useCommand } from '../parts/useCommand';
import classes from './TurnLine.module.css';

export function TurnLine() {
  const view = useMeetingView();
  return turns(view).map((turn) => <Line key={turn.id} turn={turn} />);
}

function Line({ turn }: { turn: FloorRequest }) {
  const t = useT();
  const view = useMeetingView();
  const give = useCommand();
  const now = useNow();
  const left = secondsLeft(turn, now);
  const over = left !== null && left < 0;
  const speaker = speakerOf(view, turn);
  const words = left === null ? 'meeting.turn.spent' : over ? 'meeting.turn.over' : 'meeting.turn.left';
  const shown = left === null ? secondsSince(turn.granted_at, now) : Math.abs(left);
  return (
    <section className={`surface ${classes.line}`} aria-label={t('meeting.turn.title')}>
      <IconMicrophone size={20} className={classes.mark} aria-hidden />
      <div className={classes.who}>
        <strong>{speaker.name}</strong>
        <span>{speaker.detail}</span>
      </div>
      <div className={classes.time} data-over={over || undefined}>
        <span>{t(words)}</span>
        <strong className="figures">{formatDuration(shown)}</strong>
      </div>
      {can(view, 'floor.revoke') && (
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconPlayerStop size={16} aria-hidden />}
          onClick={() => void give('floor.revoke', { request: turn.id, reason: '' })}
        >
          {t('meeting.console.end')}
        </Button>
      )}
    </section>
  );
}
