import { expect, it } from 'vitest';
import type { BoardRow, Level } from '../../../src/api/view/board';
import { Arranger, arrange, counts, UNARRANGED } from '../../../src/screens/control/arrange';

const row = (level: Level, score = 0) => ({ level, score, warnings: [] }) as unknown as BoardRow;
const SEATS = ['a', 'b', 'c', 'd'];

it('puts the worst first, and lines that are well in their own order', () => {
  const rows = { a: row('ok'), b: row('warning', 50), c: row('ok'), d: row('alarm', 100) };
  expect(arrange(UNARRANGED, SEATS, rows).order).toEqual(['d', 'b', 'a', 'c']);
});

it('moves no line whose level stays, however its score changes', () => {
  const first = arrange(UNARRANGED, SEATS, {
    a: row('alarm', 100),
    b: row('alarm', 90),
    c: row('ok'),
    d: row('ok'),
  });
  const later = arrange(first, SEATS, {
    a: row('alarm', 80),
    b: row('alarm', 180),
    c: row('ok'),
    d: row('ok'),
  });
  expect(later.order).toEqual(['a', 'b', 'c', 'd']);
});

it('brings a line that got worse to the place of its score', () => {
  const first = arrange(UNARRANGED, SEATS, {
    a: row('alarm', 100),
    b: row('alarm', 85),
    c: row('ok'),
    d: row('ok'),
  });
  const later = arrange(first, SEATS, {
    a: row('alarm', 100),
    b: row('alarm', 85),
    c: row('ok'),
    d: row('alarm', 90),
  });
  expect(later.order).toEqual(['a', 'd', 'b', 'c']);
});

it('keeps everything in place while held, and takes in a new line all the same', () => {
  const arranger = new Arranger();
  const well = Object.fromEntries(SEATS.map((seat) => [seat, row('ok')]));
  arranger.order(SEATS, well, false);
  const worse = { ...well, d: row('alarm', 100) };
  expect(arranger.order(SEATS, worse, true)).toEqual(['a', 'b', 'c', 'd']);
  expect(arranger.order(SEATS, worse, false)).toEqual(['d', 'a', 'b', 'c']);
  expect(arranger.order([...SEATS, 'e'], worse, true)).toContain('e');
});

it('counts the lines at each level; one without figures yet counts as well', () => {
  const rows = { a: row('alarm', 100), b: row('notice', 5) };
  expect(counts(SEATS, rows)).toEqual({ alarm: 1, warning: 0, notice: 1, ok: 2 });
});
