// What the large area shows: the speaker, the page, or both; follows what there is to show until the operator chooses.
import { useCallback, useState } from 'react';
import type { View } from '../../api/view';
import { useObservable } from '../../lib/observable';
import type { SeatMedia } from '../../media/seats';
import { shownPlace } from '../../papers/reading';
import { useMedia, useMeetingView } from '../../stores/SeatProvider';
import { usePapers } from './PapersProvider';

export type Layout = 'speaker' | 'side' | 'page';
const ORDER: readonly Layout[] = ['side', 'page', 'speaker'];
/** What the large area says then needs all of it. */
const OVER: readonly string[] = ['closed', 'archived'];

export interface LayoutChoice {
  readonly layout: Layout;
  readonly next: () => void;
  /** There is a page or a shared screen to lay out. */
  readonly choices: boolean;
  /** The seat that shares its screen, or null. */
  readonly sharing: string | null;
}

/** Whose shared screen is shown: the seat with a shared screen that the view allows to share one. */
export function sharingSeat(view: View, seats: ReadonlyMap<string, SeatMedia>): string | null {
  for (const [seat, seen] of seats)
    if (seen.hasScreen && (view.sites[seat] || view.officers[seat])) return seat;
  return null;
}

export function useLayout(): LayoutChoice {
  const view = useMeetingView();
  const { reading } = usePapers();
  const place = useObservable(reading, (state) => shownPlace(state, view.front)?.paper ?? null);
  const sharing = useMedia((state) => sharingSeat(view, state.seats));
  const [chosen, setChosen] = useState<Layout | null>(null);
  const something = (place !== null || sharing !== null) && !OVER.includes(view.meeting.state);
  const layout = something ? (chosen ?? 'side') : 'speaker';
  const next = useCallback(() => {
    setChosen(ORDER[(ORDER.indexOf(layout) + 1) % ORDER.length] ?? 'side');
  }, [layout]);
  return { layout, next, sharing, choices: something };
}
