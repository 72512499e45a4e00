import { expect, it } from 'vitest';
import {
  formatBytes,
  formatDuration,
  formatEntry,
  formatPercent,
  formatRate,
  formatTime,
} from '../../src/lib/format';

it.each([
  [0, '0:00'],
  [65, '1:05'],
  [3725, '1:02:05'],
  [-35, '−0:35'],
])('%i seconds read %s', (seconds, text) => {
  expect(formatDuration(seconds)).toBe(text);
});

it('the time of day is Viet Nam’s wherever the machine stands', () => {
  expect(formatTime('2026-11-23T00:05:09Z', 'vi')).toBe('07:05');
  expect(formatTime('2026-11-23T17:00:00Z', 'en', true)).toBe('00:00:00');
});

it('sizes and rates use the language’s decimal mark', () => {
  expect(formatBytes(1_240_000, 'vi')).toBe('1,2 MB');
  expect(formatBytes(999, 'en')).toBe('999 B');
  expect(formatRate(4_200_000, 'en')).toBe('4.2 Mbit/s');
  expect(formatRate(640_000, 'vi')).toBe('640 kbit/s');
});

it('shares stand with their sign as one word, without parts of a per cent', () => {
  expect(formatPercent(0.455, 'vi')).toBe('46%');
  expect(formatPercent(1, 'en')).toBe('100%');
});

it.each([
  ['2026-12-01T17:00', 'vi', '17:00 Thứ Ba, 01/12/2026'],
  ['2026-12-01T17:00', 'en', '17:00 Tuesday, 01/12/2026'],
  ['2026-12-01', 'vi', 'Thứ Ba, 01/12/2026'],
  ['2026-12', 'vi', null],
  ['', 'en', null],
] as const)('a field with “%s” is read back in %s as %s', (entry, language, said) => {
  expect(formatEntry(entry, language)).toBe(said);
});
