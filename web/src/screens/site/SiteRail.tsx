// The right side of a hall's screen: who is seen when the page has all the room, whose turn it is, who comes next.
import { useT } from '../../i18n';
import { useNow } from '../../lib/useNow';
import { useMeetingView } from '../../stores/SeatProvider';
import { HallAttendance } from '../attendance/HallAttendance';
import { NextItem } from '../parts/NextItem';
import { seenFrom } from '../parts/program/arrange';
import { ScenePicture } from '../parts/program/ScenePicture';
import { Queue } from '../parts/Queue';
import { TurnCard } from '../parts/TurnCard';
import { currentPoll } from '../votes/moments';
import classes from './SiteRail.module.css';

interface Props {
  /** The first picture of the program belongs here when the page fills the large area. */
  readonly showFirst: boolean;
  readonly showTurn: boolean;
}

export function SiteRail({ showFirst, showTurn }: Props) {
  const t = useT();
  const view = useMeetingView();
  // What the control room asks of this hall, or a vote, takes the height that a large code would have.
  const voting = currentPoll(view, useNow()) !== null;
  const aside = voting || view.me.remote !== null || view.me.talkback !== null;
  const sources = seenFrom(view, view.program.sources.slice(0, 1));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: on a narrow screen it scrolls and is reached by keyboard
    <aside className={classes.rail} tabIndex={0} aria-label={t('meeting.queue.short')}>
      {showFirst && (
        <div className={classes.picture}>
          <ScenePicture arranged={{ kind: 'single', sources }} third={view.program.third} material={null} />
        </div>
      )}
      {showTurn && (
        <div className={classes.turn}>
          <TurnCard />
        </div>
      )}
      <NextItem />
      <section className={`surface ${classes.card} ${classes.queue}`}>
        <h2 className={classes.heading}>
          {t('meeting.queue.short')} <span className="figures">{view.floor.queue.length}</span>
        </h2>
        <Queue limit={showTurn ? 3 : 6} />
      </section>
      <HallAttendance compact={showTurn || showFirst || aside} />
    </aside>
  );
}
