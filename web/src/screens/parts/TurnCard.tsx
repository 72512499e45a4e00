// Whose turn it is, on what, and the time left; controls underneath for those who have them.
import { IconPlugConnectedX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { FloorRequest } from '../../api/view';
import { type Key, useT } from '../../i18n';
import { formatDuration } from '../../lib/format';
import { useNow } from '../../lib/useNow';
import { currentItem, reachable, secondsSpent, speakerOf, turns } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';
import classes from './TurnCard.module.css';
import { TurnClock } from './TurnClock';

interface Props {
  /** Smaller letters for a desk. */
  readonly dense?: boolean;
  readonly actions?: (turn: FloorRequest) => ReactNode;
}

export function TurnCard({ actions, dense = false }: Props) {
  const t = useT();
  const view = useMeetingView();
  const open = turns(view).toSorted((a, b) => Number(a.held_by !== null) - Number(b.held_by !== null));
  return (
    <section
      className={`surface ${classes.card}`}
      data-dense={dense || undefined}
      // On a desk the card scrolls, and what scrolls is reached by keyboard.
      {...(dense ? { tabIndex: 0 } : {})}
      aria-label={t('meeting.turn.title')}
    >
      {open.length === 0 && <Quiet />}
      {open.map((turn) => {
        const speaker = speakerOf(view, turn);
        return (
          <article key={turn.id} className={classes.turn} data-held={turn.held_by === null ? undefined : ''}>
            <div className={classes.who}>
              <h2 className={classes.heading}>{t(headingOf(turn))}</h2>
              <p className={classes.speaker}>{speaker.name}</p>
              {speaker.detail && turn.held_by === null && <p className={classes.hall}>{speaker.detail}</p>}
              <p className={classes.topic}>
                {turn.held_by === null ? turn.topic : t('meeting.turn.heldHelp')}
              </p>
              {!reachable(view, turn) && (
                <p className={classes.lost}>
                  <IconPlugConnectedX size="1.1em" aria-hidden /> {t('meeting.turn.lost')}
                </p>
              )}
            </div>
            <div className={classes.clock}>
              <TurnClock turn={turn} size={dense || turn.held_by !== null ? 'normal' : 'large'} />
            </div>
            {actions && <div className={classes.actions}>{actions(turn)}</div>}
          </article>
        );
      })}
      {open.length > 0 && !dense && view.agenda.current !== null && (
        <div className={classes.also}>
          <Quiet />
        </div>
      )}
    </section>
  );
}

/** What the turn is, in words: an ordinary speech, or the kind it is of. */
function headingOf({ kind, held_by }: FloorRequest): Key {
  if (held_by !== null) return 'meeting.turn.held';
  return kind === 'speech' ? 'meeting.turn.title' : `meeting.kind.${kind}`;
}

/** What is being discussed, and for how long; also when nobody speaks. */
function Quiet() {
  const t = useT();
  const view = useMeetingView();
  const now = useNow();
  const item = currentItem(view);
  if (!item) {
    return (
      <div>
        <h2 className={classes.heading}>{t('meeting.turn.title')}</h2>
        <p className={classes.nobody}>{t('meeting.turn.none')}</p>
      </div>
    );
  }
  return (
    <div>
      <h2 className={classes.heading}>{t('meeting.agenda.current')}</h2>
      <p className={classes.speaker}>{item.title}</p>
      {item.rapporteur && <p className={classes.hall}>{item.rapporteur}</p>}
      <p className={classes.plan}>
        <span className={`figures ${classes.spent}`}>{formatDuration(secondsSpent(view, item, now))}</span>
        {item.planned_s > 0 && t('meeting.agenda.planned', { time: formatDuration(item.planned_s) })}
      </p>
    </div>
  );
}
