// Turns the page in front of everyone: never before the first or beyond the last, and quick presses add up.
import { useEffect, useRef } from 'react';
import type { KeyTable } from '../../lib/keyTable';
import { can } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';
import { useCommand } from './useCommand';

export interface PageTurn {
  readonly by: (step: number) => () => void;
  /** The keys that turn the page for everyone. */
  readonly keys: KeyTable;
}

/** The page `wanted` kept inside a paper of `pages`, or null when that is where one already is. */
export function pageWithin(wanted: number, pages: number, current: number): number | null {
  const page = Math.min(Math.max(1, wanted), pages);
  return pages < 1 || page === current ? null : page;
}

export function usePageTurn(): PageTurn {
  const view = useMeetingView();
  const give = useCommand();
  const { paper, page } = view.front;
  const pages = paper === null ? 0 : (view.papers.items[paper]?.pages ?? 0);
  // Where the presses so far lead, while the server has not answered yet.
  const ahead = useRef(page);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another paper starts anew, also on the same page number
  useEffect(() => {
    ahead.current = page;
  }, [paper, page]);
  const go = async (wanted: number) => {
    const next = pageWithin(wanted, pages, ahead.current);
    if (next === null) return;
    ahead.current = next;
    if (!(await give('front.turn', { page: next }))) ahead.current = page;
  };
  const to = (wanted: number) => () => void go(wanted);
  const by = (step: number) => () => void go(ahead.current + step);
  const allowed = paper !== null && can(view, 'front.turn');
  return {
    by,
    keys: [
      {
        keys: ['PageUp', 'PageDown'],
        does: 'meeting.console.keyTurn',
        run: allowed ? (key) => by(key === 'PageUp' ? -1 : 1)() : undefined,
      },
      {
        keys: ['Home', 'End'],
        does: 'meeting.console.keyEnds',
        run: allowed ? (key) => to(key === 'Home' ? 1 : pages)() : undefined,
      },
    ],
  };
}
