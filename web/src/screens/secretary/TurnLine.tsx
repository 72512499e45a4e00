// Who has the floor, in one line with the time left, for those who work beside the program.
import { IconMicrophone, IconPlayerPause } from '@tabler/icons-react';
import type { FloorRequest } from '../../api/view';
import { useT } from '../../i18n';
import { speakerOf, turns } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';
import { TurnActions } from '../chair/TurnActions';
import { TurnClock } from '../parts/TurnClock';
import classes from './TurnLine.module.css';

export function TurnLine() {
  const view = useMeetingView();
  return turns(view).map((turn) => <Line key={turn.id} turn={turn} />);
}

function Line({ turn }: { turn: FloorRequest }) {
  const t = useT();
  const view = useMeetingView();
  const speaker = speakerOf(view, turn);
  const Sign = turn.held_by === null ? IconMicrophone : IconPlayerPause;
  return (
    <section className={`surface ${classes.line}`} aria-label={t('meeting.turn.title')}>
      <Sign size={20} className={classes.mark} aria-hidden />
      <div className={classes.who}>
        <strong>{speaker.name}</strong>
        <span>{speaker.detail}</span>
      </div>
      <div className={classes.time}>
        <TurnClock turn={turn} size="normal" />
      </div>
      <div className={classes.actions}>
        <TurnActions turn={turn} />
      </div>
    </section>
  );
}
