// What the large area shows: the program, until the operator chooses otherwise; “Home” returns to it.
import { useCallback, useState } from 'react';
import type { View } from '../../api/view';
import { useObservable } from '../../lib/observable';
import type { SeatMedia } from '../../media/seats';
import { shownPlace } from '../../papers/reading';
import { useMedia, useMeetingView } from '../../stores/SeatProvider';
import { usePapers } from './PapersProvider';
import { type Arranged, arrange, isOver, type Layout, stands } from './program/arrange';

export type { Layout } from './program/arrange';

const ORDER: readonly Layout[] = ['program', 'faces', 'side', 'page'];
export interface LayoutChoice {
  readonly layout: Layout;
  readonly next: () => void;
  /** Back to the program, and to the page in front. */
  readonly home: () => void;
  /** There is a page or a shared screen to lay out. */
  readonly choices: boolean;
  /** The seat that shares its screen, or null. */
  readonly sharing: string | null;
  readonly arranged: Arranged;
  /** How the meeting stands is said in place of the pictures. */
  readonly standing: boolean;
}

/** Whose shared screen is shown: the seat with a shared screen that the view allows to share one. */
export function sharingSeat(view: View, seats: ReadonlyMap<string, SeatMedia>): string | null {
  for (const [seat, seen] of seats)
    if (seen.hasScreen && (view.sites[seat] || view.officers[seat])) return seat;
  return null;
}

/** `preferred`: what is shown while the operator has not chosen, such as faces when the page is on a second screen. */
export function useLayout(preferred: Layout = 'program'): LayoutChoice {
  const view = useMeetingView();
  const { reading } = usePapers();
  const place = useObservable(reading, (state) => shownPlace(state, view.front)?.paper ?? null);
  const browsing = useObservable(reading, (state) => state.own !== null);
  const sharing = useMedia((state) => sharingSeat(view, state.seats));
  const [chosen, setChosen] = useState<Layout | null>(null);
  const standing = stands(view);
  const material = { page: place !== null, sharing: sharing !== null };
  const choices = (material.page || material.sharing) && !isOver(view);
  // Who browses wants to see the page, whatever is on air.
  const usual = browsing && !view.program.page ? 'side' : preferred;
  const layout = choices ? (chosen ?? usual) : 'program';
  const next = useCallback(() => {
    // Without a page there is nothing to choose, and a choice made blindly would surprise when one comes.
    if (!choices) return;
    setChosen(ORDER[(ORDER.indexOf(layout) + 1) % ORDER.length] ?? 'program');
  }, [layout, choices]);
  const home = useCallback(() => {
    setChosen(null);
    reading.follow();
  }, [reading]);
  const scene = standing ? ({ layout: 'speaker_page', sources: [] } as const) : view.program;
  const shown = choices ? material : { page: false, sharing: false };
  return { layout, next, home, sharing, choices, standing, arranged: arrange(scene, shown, layout) };
}
