// Draws an arranged scene: its sources, the page or shared screen, and what belongs beside them.
import { useElementSize } from '@mantine/hooks';
import type { CSSProperties, ReactNode } from 'react';
import type { Program } from '../../../api/view/program';
import { type Arranged, columnsFor, lineFor } from './arrange';
import classes from './ScenePicture.module.css';
import { Source } from './Source';

/** Faces and page side by side, one above the other, or small and always side by side whatever the window. */
export type Direction = 'columns' | 'rows' | 'monitor';

interface Props {
  readonly arranged: Arranged;
  readonly third: Program['third'];
  /** The page or the shared screen. */
  readonly material: ReactNode;
  /** Drawn in place of the sources: how the meeting stands. */
  readonly instead?: ReactNode;
  /** Drawn with the pictures: under them on a television, beside them on a desk. */
  readonly beside?: ReactNode;
  readonly direction?: Direction;
}

export function ScenePicture({ arranged, third, material, instead, beside, direction = 'columns' }: Props) {
  const { kind } = arranged;
  return (
    <div className={classes.scene} data-kind={kind} data-direction={direction}>
      {kind !== 'page' && (
        <div className={classes.lead} data-beside={beside ? '' : undefined}>
          <div className={classes.pictures}>
            {instead ?? <Sources arranged={arranged} third={third} brief={Boolean(beside)} />}
          </div>
          {beside && <div className={classes.beside}>{beside}</div>}
        </div>
      )}
      {(kind === 'side' || kind === 'page_chair' || kind === 'page') && (
        <div className={classes.material}>{material}</div>
      )}
    </div>
  );
}

interface SourcesProps extends Pick<Props, 'arranged' | 'third'> {
  /** The turn stands beside the pictures with office and topic. */
  readonly brief: boolean;
}

function Sources({ arranged: { kind, sources }, third, brief }: SourcesProps) {
  const { ref, width, height } = useElementSize();
  const columns =
    width > 0 ? columnsFor(sources.length, width, height) : Math.ceil(Math.sqrt(sources.length));
  const rows = Math.ceil(sources.length / columns);
  return (
    <ul
      ref={ref}
      className={classes.sources}
      style={{ '--columns': columns, '--rows': rows } as CSSProperties}
      data-many={sources.length > 1 || undefined}
    >
      {sources.map((seat) => (
        <li key={seat} className={classes.source} data-source={seat}>
          <Source
            seat={seat}
            line={lineFor(third, seat, brief)}
            fit={kind === 'grid' || kind === 'page_chair' ? 'cover' : 'contain'}
          />
        </li>
      ))}
    </ul>
  );
}
