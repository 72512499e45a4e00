// Who speaks now and the time left, in one line; afterwards, that it is over.
import { useMediaQuery } from '@mantine/hooks';
import { useT } from '../../i18n';
import { currentTurn, speakerOf } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';
import { TurnClock } from '../parts/TurnClock';
import classes from './TurnStrip.module.css';

/** A phone, upright or on its side. */
const TIGHT = '(max-width: 700px), (max-height: 540px)';
const OVER: readonly string[] = ['closed', 'archived', 'cancelled'];

function Over() {
  const t = useT();
  return (
    <section className={classes.strip} role="status">
      <div className={classes.who}>
        <strong className={classes.name}>{t('meeting.closed.title')}</strong>
        <span className={classes.detail} data-whole>
          {t('meeting.closed.help')}
        </span>
      </div>
    </section>
  );
}

export function TurnStrip() {
  const t = useT();
  const view = useMeetingView();
  const turn = currentTurn(view);
  const tight = useMediaQuery(TIGHT) ?? false;
  if (OVER.includes(view.meeting.state)) return <Over />;
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
        <TurnClock turn={turn} size={tight ? 'small' : 'normal'} />
      </div>
    </section>
  );
}
