// The board for components: followed while they are on the screen.
import { useEffect, useState } from 'react';
import type { View } from '../../api/view';
import { useObservable } from '../../lib/observable';
import type { BoardState } from '../../stores/board';
import { useMeetingView, useSeat } from '../../stores/SeatProvider';
import { Arranger, type Rows } from './arrange';

/** The whole board; the server measures more often while somebody follows it. */
export function useWatchedBoard(): BoardState {
  const { board } = useSeat().meeting;
  useEffect(() => board.watch(), [board]);
  return useObservable(board);
}

/** The board as far as the server tells it unasked: which lines have trouble. */
export function useQuietBoard(): BoardState {
  const { board } = useSeat().meeting;
  useEffect(() => {
    if (board.get().phase === 'closed') void board.read();
  }, [board]);
  return useObservable(board);
}

export interface Line {
  readonly seat: string;
  readonly name: string;
  readonly short: string;
  readonly present: boolean;
  readonly microphone: View['me']['microphone'];
}

/** The seats on the board with their names: halls in the meeting's order, then officers who are there. */
export function linesOf(view: View, rows: Rows): readonly Line[] {
  const halls = Object.values(view.sites).map((site) => ({
    seat: site.seat,
    name: site.name,
    short: site.short_name,
    present: site.present,
    microphone: site.microphone,
  }));
  const officers = Object.values(view.officers)
    .filter((officer) => rows[officer.seat])
    .map((one) => ({
      seat: one.seat,
      name: [one.name, one.office].filter(Boolean).join(' · '),
      short: one.name,
      present: one.present,
      microphone: one.microphone,
    }));
  return [...halls, ...officers];
}

/** The lines of the board, the worst first; their order stands still while `held`. */
export function useArrangedLines(rows: Rows, held: boolean): readonly Line[] {
  const view = useMeetingView();
  const [arranger] = useState(() => new Arranger());
  const lines = new Map(linesOf(view, rows).map((line) => [line.seat, line]));
  return arranger.order([...lines.keys()], rows, held).flatMap((seat) => lines.get(seat) ?? []);
}
