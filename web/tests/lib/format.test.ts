import { expect, it } from 'vitest';
import { formatBytes, formatDuration, formatRate, formatTime } from '../../src/lib/format';

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
