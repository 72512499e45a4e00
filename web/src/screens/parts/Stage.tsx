// The large area of every screen with pictures: the program as every hall sees it, or how the meeting stands.
import type { ReactNode } from 'react';
import { personOf } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';
import { PageView } from './PageView';
import { seenFrom } from './program/arrange';
import { Notices } from './program/Notices';
import { type Direction, ScenePicture } from './program/ScenePicture';
import { OwnMark } from './program/Source';
import classes from './Stage.module.css';
import { StateCard } from './StateCard';
import type { LayoutChoice } from './useLayout';
import { VideoTile } from './VideoTile';

/** The page in front, or the screen that somebody shares. */
export function Material({ sharing }: { sharing: string | null }) {
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
  readonly choice: Pick<LayoutChoice, 'arranged' | 'sharing' | 'standing'>;
  /** Drawn with the pictures: under them on a television, beside them on a desk. */
  readonly beside?: ReactNode;
  readonly direction?: Direction;
}

export function Stage({ choice: { arranged, sharing, standing }, beside, direction = 'columns' }: Props) {
  const view = useMeetingView();
  const { kind, sources } = arranged;
  const shown = seenFrom(view, sources);
  const across = shown !== sources;
  return (
    <div className={classes.stage}>
      <Notices />
      <div className={classes.scene}>
        <ScenePicture
          arranged={{ kind, sources: shown }}
          third={view.program.third}
          material={<Material sharing={sharing} />}
          {...(standing ? { instead: <StateCard /> } : {})}
          beside={beside}
          direction={direction}
        />
        {!standing && across && (
          <div className={classes.own} role="status">
            <OwnMark />
          </div>
        )}
      </div>
    </div>
  );
}
