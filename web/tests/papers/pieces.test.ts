import { describe, expect, it } from 'vitest';
import { shownPieces } from '../../src/papers/pieces';

const words = (n: number, from = 0) => Array.from({ length: n }, (_, i) => `w${i + from}`).join(' ');

describe('the words of a changed page', () => {
  it('keep a dozen words around each change', () => {
    const shown = shownPieces([
      ['same', words(40)],
      ['removed', 'cũ'],
      ['added', 'mới'],
      ['same', words(60)],
      ['added', 'cuối'],
    ]);
    expect(shown).toEqual([
      ['skipped', 28],
      ['same', words(12, 28)],
      ['removed', 'cũ'],
      ['added', 'mới'],
      ['same', words(12)],
      ['skipped', 36],
      ['same', words(12, 48)],
      ['added', 'cuối'],
    ]);
  });
  it('are all shown where few stayed', () => {
    expect(
      shownPieces([
        ['same', words(20)],
        ['added', 'x'],
      ]),
    ).toEqual([
      ['same', words(20)],
      ['added', 'x'],
    ]);
    expect(shownPieces([])).toEqual([]);
  });
});
