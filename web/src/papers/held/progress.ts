// How far the papers of a meeting have come to this machine, in numbers a technician reads. Pure.
import type { Documents } from '../shelf';
import type { CopyState } from './keeper';

export interface Progress {
  readonly held: number;
  readonly of: number;
  /** Share of all bytes that are here, 0 to 1. */
  readonly share: number;
}

/** Counts copies in the store, and those that are only in the page's memory when they may be nowhere else. */
export function progressOf(copies: readonly CopyState[], open: Documents): Progress {
  const bytes = copies.reduce((sum, { size }) => sum + size, 0);
  const here = copies.map((copy) => (open[copy.paper]?.phase === 'ready' ? copy.size : copy.bytes));
  return {
    held: copies.filter((copy, n) => (here[n] ?? 0) >= copy.size).length,
    of: copies.length,
    share: bytes === 0 ? 1 : Math.min(1, here.reduce((sum, one) => sum + one, 0) / bytes),
  };
}
