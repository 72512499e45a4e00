import { expect, it } from 'vitest';
import { highest, milliseconds, percent, rate } from '../../../src/screens/control/figures';
import { bars, linePath, roundUp, thin, worst } from '../../../src/screens/control/plot';

it('draws a line from left to right, the highest value at the top', () => {
  expect(linePath([0, 50, 100], 100, 20, 100)).toBe('M0.0 20.0L50.0 10.0L100.0 0.0');
});

it('leaves a hole where nothing is known', () => {
  expect(linePath([0, null, 100], 100, 20, 100)).toBe('M0.0 20.0M100.0 0.0');
  expect(linePath([null, null], 100, 20, 100)).toBe('');
});

it('draws a bar only where there is something worth one, and none higher than the cell', () => {
  expect(bars([0, 0.05, null, 0.9], 90, 20, 0.01, 0.1)).toEqual([
    { x: 30, height: 10 },
    { x: 90, height: 20 },
  ]);
});

it('takes the worse of two series, and the one that is known', () => {
  expect(worst([1, null, 3, null], [2, 5, null, null])).toEqual([2, 5, 3, null]);
});

it('thins values out without losing holes or the worst', () => {
  const most = (known: readonly number[]) => Math.max(...known);
  expect(thin([1, 9, null, null, 3, 4], 3, most)).toEqual([9, null, 4]);
  expect(thin([1, 2], 3, most)).toEqual([1, 2]);
});

it('rounds the top of a scale up to a number one can read', () => {
  expect([0.03, 7, 1_250_000, 0].map(roundUp)).toEqual([0.05, 10, 2_000_000, 1]);
});

it('writes figures with their units, and a dash for what nobody knows', () => {
  expect(percent(0.012, 'vi')).toBe('1,2%');
  expect(percent(0.4, 'en')).toBe('40%');
  expect(rate(1_250_000, 'vi')).toBe('1,3 Mbit/s');
  expect(milliseconds(23.6)).toBe('24 ms');
  expect([percent(null, 'vi'), rate(null, 'vi'), milliseconds(null)]).toEqual(['–', '–', '–']);
  expect(highest([null, 3, 7])).toBe(7);
  expect(highest([null])).toBeNull();
});
