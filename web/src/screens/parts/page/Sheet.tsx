// One page: its picture with words, marks and pointer over it. The last picture stays until the next is drawn.
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Size } from '../../../papers/drawing';
import { placed, type Region, WHOLE } from '../../../papers/marks';
import type { Place } from '../../../papers/reading';
import { useMeetingView } from '../../../stores/SeatProvider';
import { usePapers } from '../PapersProvider';
import classes from './Page.module.css';
import { TextLayer } from './TextLayer';

export type Drawing = 'drawing' | 'drawn' | 'failed';

export interface SheetProps {
  readonly place: Place;
  /** The room there is, CSS pixels. */
  readonly field: Size;
  /** How much larger than fitted this reader wants it; the field then scrolls. */
  readonly zoom: number;
  /** The part of the page the presenter shows. */
  readonly region: Region | null;
  readonly label: string;
  readonly words: string | null;
  /** Something is done on the page by hand: its words are not selected. */
  readonly inert: boolean;
  readonly attempt: number;
  readonly onState: (state: Drawing) => void;
  /** Told of the words laid over the page, and with null when they go; never called for pages without. */
  readonly onLaid?: (layer: HTMLElement | null) => void;
  readonly children?: ReactNode;
}

export function Sheet(props: SheetProps) {
  const { place, field, zoom, region, label, words, inert, onState, onLaid, children } = props;
  const { shelf } = usePapers();
  const canvas = useRef<HTMLCanvasElement>(null);
  const flows = zoom > 1;
  const deep = flows ? zoom : 1 / Math.max(region?.w ?? 1, region?.h ?? 1);
  const { drawn, page, points } = useDrawn(props, canvas, deep);
  useEffect(() => onState(drawn), [drawn, onState]);
  const lying = points && placed(points, field, flows ? WHOLE : (region ?? WHOLE));
  const size = lying && {
    width: lying.width * (flows ? zoom : 1),
    height: lying.height * (flows ? zoom : 1),
  };
  return (
    <div
      className={classes.sheet}
      data-empty={!size || undefined}
      data-flow={flows || undefined}
      style={size ? { ...size, ...(flows ? {} : { left: lying.left, top: lying.top }) } : undefined}
    >
      <canvas
        ref={canvas}
        className={classes.canvas}
        role="img"
        aria-label={label}
        data-page={drawn === 'drawn' ? page : undefined}
        data-empty={!size || undefined}
      />
      {size && points && drawn === 'drawn' && (
        <TextLayer
          shelf={shelf}
          paper={place.paper}
          page={place.page}
          scale={size.width / points.width}
          words={words}
          inert={inert}
          onLaid={onLaid}
        />
      )}
      {size && children}
    </div>
  );
}

/** Draws what is wanted and, once it is there, the pages beside it, so that a turn is drawn at once. */
function useDrawn(
  { place, field, attempt }: SheetProps,
  canvas: React.RefObject<HTMLCanvasElement | null>,
  deep: number,
) {
  const { shelf } = usePapers();
  const [drawn, setDrawn] = useState<Drawing>('drawing');
  const [points, setPoints] = useState<Size | null>(null);
  const [shown, setShown] = useState(place.page);
  const { paper, page } = place;
  const version = useMeetingView().papers.items[paper]?.version;
  const { width, height } = field;
  const ahead = useRef(new AbortController());
  // biome-ignore lint/correctness/useExhaustiveDependencies: pages drawn ahead are given up with their paper or size
  useEffect(() => {
    ahead.current = new AbortController();
    return () => ahead.current.abort();
  }, [shelf, paper, width, height]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` draws again after a failure, `version` what was replaced
  useEffect(() => {
    const stop = new AbortController();
    const density = window.devicePixelRatio || 1;
    const box = { width: Math.floor(width * deep), height: Math.floor(height * deep) };
    setDrawn('drawing');
    const draw = async () => {
      const from = await shelf.draw(paper, page, box, density, stop.signal);
      const sheet = await shelf.page(paper, page);
      if (stop.signal.aborted) return;
      copy(from, canvas.current);
      const natural = sheet.getViewport({ scale: 1 });
      setPoints({ width: natural.width, height: natural.height });
      setShown(page);
      setDrawn('drawn');
      const { pages } = { pages: (await shelf.open(paper)).numPages };
      for (const near of [page + 1, page - 1])
        if (near >= 1 && near <= pages && deep === 1)
          await shelf.draw(paper, near, box, density, ahead.current.signal).catch(() => undefined);
    };
    draw().catch(() => {
      if (!stop.signal.aborted) setDrawn('failed');
    });
    return () => stop.abort();
  }, [shelf, paper, version, page, width, height, deep, attempt]);
  return { drawn, points, page: shown };
}

export function copy(from: HTMLCanvasElement, to: HTMLCanvasElement | null): void {
  if (!to) return;
  to.width = from.width;
  to.height = from.height;
  to.getContext('2d')?.drawImage(from, 0, 0);
}
