// The large area of every screen with pictures: the speaker, the page or a shared screen, or how the meeting stands.
import type { ReactNode } from 'react';
import { cameraOf, currentTurn, leadSeat, personOf, speakerOf } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';
import { PageView } from './PageView';
import classes from './Stage.module.css';
import { StateCard } from './StateCard';
import type { Layout } from './useLayout';
import { VideoTile } from './VideoTile';

const STANDING: readonly string[] = ['draft', 'scheduled', 'recess', 'closed', 'archived'];

/** The speaker's picture, or the state of the meeting when there is no session. */
export function Lead() {
  const view = useMeetingView();
  const seat = leadSeat(view);
  if (STANDING.includes(view.meeting.state)) return <StateCard />;
  if (seat === null) return null;
  const turn = currentTurn(view);
  const person = turn && cameraOf(turn) === seat ? speakerOf(view, turn) : personOf(view, seat);
  const present = (view.sites[seat] ?? view.officers[seat])?.present ?? false;
  return (
    <VideoTile
      seat={seat}
      name={person.name}
      detail={person.detail}
      present={present}
      size="large"
      fit="contain"
    />
  );
}

function Material({ sharing }: { sharing: string | null }) {
  const view = useMeetingView();
  if (sharing === null) return <PageView />;
  const person = personOf(view, sharing);
  return (
    <VideoTile
      seat={sharing}
      source="screen_share"
      name={person.name}
      detail={person.detail}
      present
      fit="contain"
      size="large"
    />
  );
}

interface Props {
  readonly layout: Layout;
  readonly sharing: string | null;
  /** Drawn with the speaker's picture: under it on a television, beside it on a desk. */
  readonly beside?: ReactNode;
  readonly arrange?: 'columns' | 'rows';
}

export function Stage({ layout, sharing, beside, arrange = 'columns' }: Props) {
  return (
    <div className={classes.stage} data-layout={layout} data-arrange={arrange}>
      {layout !== 'page' && (
        <div className={classes.lead} data-beside={beside ? '' : undefined}>
          <div className={classes.picture}>
            <Lead />
          </div>
          {beside && <div className={classes.beside}>{beside}</div>}
        </div>
      )}
      {layout !== 'speaker' && (
        <div className={classes.material}>
          <Material sharing={sharing} />
        </div>
      )}
    </div>
  );
}
