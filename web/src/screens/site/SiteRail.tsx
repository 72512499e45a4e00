// The right side of a hall's screen: the chair small, whose turn it is when the large area has no room for it, who comes next.
import { useT } from '../../i18n';
import { chairSeat, leadSeat, personOf } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';
import { Queue } from '../parts/Queue';
import { Lead } from '../parts/Stage';
import { TurnCard } from '../parts/TurnCard';
import { VideoTile } from '../parts/VideoTile';
import classes from './SiteRail.module.css';

interface Props {
  /** The speaker's picture belongs here when the page fills the large area. */
  readonly showSpeaker: boolean;
  readonly showTurn: boolean;
}

export function SiteRail({ showSpeaker, showTurn }: Props) {
  const t = useT();
  const view = useMeetingView();
  const chair = chairSeat(view);
  const lead = leadSeat(view);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: on a narrow screen it scrolls and is reached by keyboard
    <aside className={classes.rail} tabIndex={0} aria-label={t('meeting.queue.short')}>
      {showSpeaker && (
        <div className={classes.picture}>
          <Lead />
        </div>
      )}
      {chair && chair !== lead && <SmallPicture seat={chair} detail={t('meeting.presides')} />}
      {showTurn && (
        <div className={classes.turn}>
          <TurnCard />
        </div>
      )}
      <section className={`surface ${classes.card} ${classes.queue}`}>
        <h2 className={classes.heading}>
          {t('meeting.queue.short')} <span className="figures">{view.floor.queue.length}</span>
        </h2>
        <Queue limit={showTurn ? 3 : 6} />
      </section>
    </aside>
  );
}

function SmallPicture({ seat, detail }: { seat: string; detail: string }) {
  const view = useMeetingView();
  const person = personOf(view, seat);
  const present = (view.sites[seat] ?? view.officers[seat])?.present ?? true;
  return (
    <div className={classes.picture}>
      <VideoTile seat={seat} name={person.name} detail={detail} present={present} />
    </div>
  );
}
