import { describe, expect, it } from 'vitest';
import { grade, percentText, standing } from '../../../src/screens/archive/completeness';

const whole = { packets: 1000, packets_lost: 0, closed: true, interrupted: false };

describe('how complete a record is', () => {
  it('is said by what is missing', () => {
    expect(standing(whole)).toBe('whole');
    expect(standing({ ...whole, packets: 9999, packets_lost: 1 })).toBe('nearly');
    expect(standing({ ...whole, packets: 990, packets_lost: 10 })).toBe('partial');
    expect(standing({ ...whole, packets: 0 })).toBe('unknown');
  });
  it('first says that it is not done, then that it was cut off', () => {
    expect(standing({ ...whole, closed: false, interrupted: true })).toBe('unfinished');
    expect(standing({ ...whole, interrupted: true })).toBe('interrupted');
  });
  it('never rounds up to all', () => {
    expect(grade({ packets: 9_999_999, packets_lost: 1 })).toBe('nearly');
    expect(percentText({ packets: 9_999_999, packets_lost: 1 }, 'en')).toBe('99.99%');
    expect(percentText({ packets: 5, packets_lost: 0 }, 'en')).toBe('100%');
  });
});
