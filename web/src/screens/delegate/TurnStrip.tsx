// Who speaks now and the time left, in one line.
import { useT } from '../../i18n';
import { currentTurn, speakerOf } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';
import { TurnClock } from '../shared/TurnClock';
import classes from './TurnStrip.module.css';

export function TurnStrip() {
  const t = useT();
  const view = useMeetingView();
  const turn = currentTurn(view);
  if (!turn) return null;
  const speaker = speakerOf(view, turn);
  return (
    <section className={classes.strip} aria-label={t('meeting.turn.title')}>
      <div className={classes.who}>
        <span className={classes.label}>{t('meeting.turn.title')}</span>
        <strong className={classes.name}>{speaker.name}</strong>
        <span className={classes.detail}>{speaker.detail}</span>
      </div>
      <div className={classes.clock}>
        <TurnClock turn={turn} size="normal" />
      </div>
    </section>
  );
}
