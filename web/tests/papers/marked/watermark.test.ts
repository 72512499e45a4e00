import { expect, it } from 'vitest';
import type { View } from '../../../src/api/view';
import { spotAt, wordsOf } from '../../../src/papers/marked/watermark';

const PAGE = { width: 1000, height: 700 };
const WORDS = { width: 200, height: 60 };

it('the words stay inside the page wherever they move', () => {
  for (let at = 0; at < 400_000; at += 777) {
    const { x, y } = spotAt(at, PAGE, WORDS, false);
    expect(x).toBeGreaterThanOrEqual(0);
    expect(x).toBeLessThanOrEqual(PAGE.width - WORDS.width);
    expect(y).toBeGreaterThanOrEqual(0);
    expect(y).toBeLessThanOrEqual(PAGE.height - WORDS.height);
  }
});

it('they move evenly, and reach every side of the page', () => {
  const spots = Array.from({ length: 600 }, (_, n) => spotAt(n * 1000, PAGE, WORDS, false));
  for (const [n, spot] of spots.entries()) {
    const before = spots[n - 1];
    if (before) expect(Math.hypot(spot.x - before.x, spot.y - before.y)).toBeLessThan(40);
  }
  expect(Math.min(...spots.map(({ x }) => x))).toBeLessThan(30);
  expect(Math.max(...spots.map(({ x }) => x))).toBeGreaterThan(770);
  expect(Math.max(...spots.map(({ y }) => y))).toBeGreaterThan(610);
});

it('without motion they stand still, then are somewhere else', () => {
  const still = (at: number) => spotAt(at, PAGE, WORDS, true);
  expect(still(8_001)).toEqual(still(15_999));
  expect(still(16_001)).not.toEqual(still(15_999));
});

it('a page smaller than the words keeps them at its corner', () => {
  expect(spotAt(12_345, { width: 50, height: 20 }, WORDS, false)).toEqual({ x: 0, y: 0 });
});

it('they name the reader, the office and the hall', () => {
  const view = {
    me: { seat: 'delegate-an', name: 'Nguyễn Thị An', site: 'site-413' },
    officers: {},
    delegates: { an: { seat: 'delegate-an', office: 'Chủ tịch' } },
    sites: { 'site-413': { name: 'Thị xã Cửa Lò' } },
  } as unknown as View;
  expect(wordsOf(view, 'MẬT')).toEqual(['MẬT · Nguyễn Thị An', 'Chủ tịch', 'Thị xã Cửa Lò']);
  const hall = { ...view, me: { seat: 'site-413', name: 'Thị xã Cửa Lò', site: 'site-413' } } as View;
  expect(wordsOf(hall, 'MẬT')).toEqual(['MẬT · Thị xã Cửa Lò']);
});
