// The words of a changed page as they are shown: long stretches that stayed the same are cut. Pure.
import type { Piece } from '../api/submissions';

export type Shown = readonly ['same' | 'added' | 'removed', string] | readonly ['skipped', number];

const AROUND = 12;

/** Around each change a dozen words of what stayed; the rest is counted. */
export function shownPieces(pieces: readonly Piece[]): Shown[] {
  return pieces.flatMap(([op, text], index): Shown[] => {
    if (op !== 'same') return [[op, text]];
    const words = text.split(' ');
    const before = index === 0 ? 0 : AROUND;
    const after = index === pieces.length - 1 ? 0 : AROUND;
    const skipped = words.length - before - after;
    if (skipped <= AROUND) return [[op, text]];
    const cut: Shown[] = [
      ['same', words.slice(0, before).join(' ')],
      ['skipped', skipped],
      ['same', words.slice(words.length - after).join(' ')],
    ];
    return cut.filter(([, value]) => value !== '');
  });
}
