// The scene being put together. What can be prepared is prepared at once; what another director prepares comes here.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Scene } from '../../api/view/program';
import { useMeetingView } from '../../stores/SeatProvider';
import { useCommand } from '../parts/useCommand';
import { type Bounds, missing, sameScene } from './draft';

const NO_BOUNDS = { least: 0, most: 0 };
const NONE: Bounds = {
  speaker: NO_BOUNDS,
  speaker_page: NO_BOUNDS,
  page_chair: NO_BOUNDS,
  grid: NO_BOUNDS,
  dialogue: NO_BOUNDS,
};

export interface DraftDesk {
  readonly draft: Scene;
  readonly bounds: Bounds;
  /** Sources still to be chosen. */
  readonly lacks: number;
  /** The draft is what the meeting has prepared: it can be taken. */
  readonly ready: boolean;
  readonly change: (next: Scene) => void;
}

export function useDraft(): DraftDesk {
  const { program } = useMeetingView();
  const give = useCommand();
  const bounds = program.layouts ?? NONE;
  const prepared = program.preview ?? null;
  const [draft, setDraft] = useState<Scene>(prepared ?? { layout: program.layout, sources: program.sources });
  const underway = useRef(0);
  const latest = useRef(prepared);
  latest.current = prepared;
  const mark = prepared && `${prepared.layout} ${prepared.sources.join()}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: follows what is prepared, not the object that says so
  useEffect(() => {
    if (prepared && underway.current === 0) setDraft(prepared);
  }, [mark]);
  const change = useCallback(
    (next: Scene) => {
      setDraft(next);
      if (missing(next, bounds) > 0) return;
      underway.current += 1;
      void give('program.preview', { layout: next.layout, sources: next.sources }).then((done) => {
        underway.current -= 1;
        if (!done && latest.current) setDraft(latest.current);
      });
    },
    [bounds, give],
  );
  return { draft, bounds, lacks: missing(draft, bounds), ready: sameScene(draft, prepared), change };
}
