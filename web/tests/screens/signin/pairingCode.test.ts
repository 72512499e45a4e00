import { describe, expect, it } from 'vitest';
import { cleanCode, countdownText, erased, grouped, typed } from '../../../src/screens/signin/pairingCode';

const empty = ['', '', '', '', '', ''];

describe('a pairing code', () => {
  it('is taken from a paste with whatever stands around it', () => {
    expect(cleanCode(' ab3-9 xy ', 6)).toBe('AB39XY');
    expect(typed(empty, 0, 'ab3-9xy').code.join('')).toBe('AB39XY');
  });
  it('moves to the next box and stays in the last', () => {
    expect(typed(empty, 2, 'k')).toMatchObject({ focus: 3 });
    expect(typed(empty, 5, 'k')).toMatchObject({ focus: 5 });
    expect(typed(empty, 0, '?')).toEqual({ code: empty, focus: 0 });
  });
  it('is erased backwards', () => {
    const two = typed(empty, 0, 'ab').code;
    expect(erased(two, 2)).toEqual({ code: ['A', '', '', '', '', ''], focus: 1 });
    expect(erased(two, 1)).toEqual({ code: ['A', '', '', '', '', ''], focus: 1 });
    expect(erased(empty, 0).focus).toBe(0);
  });
  it('is shown in groups, with the time left', () => {
    expect(grouped('ABCDEFGH')).toBe('ABCD-EFGH');
    expect(countdownText(89.2)).toBe('1:30');
    expect(countdownText(-4)).toBe('0:00');
  });
});
