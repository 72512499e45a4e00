import { describe, expect, it } from 'vitest';
import { grade, percentText } from '../../../src/screens/archive/completeness';
import {
  atRate,
  correction,
  paused,
  positionAt,
  sought,
  started,
  stopped,
} from '../../../src/screens/archive/sync';

describe("the record's clock", () => {
  it('runs with its rate, stands when paused and stops at the end', () => {
    const running = started(stopped(10_000), 1_000);
    expect(positionAt(running, 3_000)).toBe(2_000);
    const faster = atRate(running, 2, 3_000);
    expect(positionAt(faster, 4_000)).toBe(4_000);
    expect(positionAt(paused(faster, 4_000), 9_000)).toBe(4_000);
    expect(positionAt(faster, 90_000)).toBe(10_000);
  });

  it('keeps running through a jump and keeps standing through one', () => {
    expect(positionAt(sought(started(stopped(10_000), 0), 5_000, 1_000), 2_000)).toBe(6_000);
    expect(positionAt(sought(stopped(10_000), 5_000, 1_000), 2_000)).toBe(5_000);
    expect(positionAt(sought(stopped(10_000), 99_000, 0), 0)).toBe(10_000);
  });

  it('starts again from the beginning after the end', () => {
    const ended = paused(started(stopped(1_000), 0), 5_000);
    expect(positionAt(started(ended, 6_000), 6_000)).toBe(0);
  });
});

describe('drift correction', () => {
  it('leaves an element alone that is in step', () => {
    expect(correction(10.02, 10, 1, true)).toEqual({ kind: 'rate', rate: 1 });
  });
  it('slows one that is ahead and hurries one that is behind', () => {
    expect(correction(10.2, 10, 1, true)).toEqual({ kind: 'rate', rate: 0.94 });
    expect(correction(9.8, 10, 2, true)).toEqual({ kind: 'rate', rate: 2.12 });
  });
  it('jumps when far away, and always while standing', () => {
    expect(correction(11, 10, 1, true)).toEqual({ kind: 'jump', to_s: 10 });
    expect(correction(10.2, 10, 1, false)).toEqual({ kind: 'jump', to_s: 10 });
  });
});

describe('completeness', () => {
  it('is graded by what was lost', () => {
    expect(grade({ packets: 0, packets_lost: 0 })).toBe('unknown');
    expect(grade({ packets: 5000, packets_lost: 0 })).toBe('whole');
    expect(grade({ packets: 5000, packets_lost: 2 })).toBe('nearly');
    expect(grade({ packets: 5000, packets_lost: 200 })).toBe('partial');
  });
  it('never says 100 % while something is missing', () => {
    expect(percentText({ packets: 9_999_999, packets_lost: 1 }, 'en')).toBe('99.99%');
    expect(percentText({ packets: 10, packets_lost: 0 }, 'en')).toBe('100%');
  });
});
