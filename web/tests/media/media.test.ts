import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readPath } from '../../src/media/path';
import { desired } from '../../src/media/publisher';
import { levelDb, meterPosition } from '../../src/media/soundTest';
import { Wishes } from '../../src/media/wishes';

describe('what is sent', () => {
  it('needs both the right and the person’s wish', () => {
    const rights = { camera: true, microphone: false, screen: true };
    expect(desired(rights, { camera: false, microphone: true, screen: true })).toEqual({
      camera: false,
      microphone: false,
      screen: true,
    });
  });
});

describe('the path', () => {
  const pair = {
    type: 'candidate-pair',
    localCandidateId: 'l',
    currentRoundTripTime: 0.0234,
    nominated: true,
    state: 'succeeded',
  };
  it('is the selected pair’s protocol and round trip', () => {
    const report: [string, unknown][] = [
      ['t', { type: 'transport', selectedCandidatePairId: 'p' }],
      ['p', pair],
      ['l', { type: 'local-candidate', protocol: 'tcp', candidateType: 'host' }],
    ];
    expect(readPath(report)).toEqual({ protocol: 'tcp', roundTripMs: 23 });
  });
  it('is a relay when the local candidate is one', () => {
    expect(
      readPath([
        ['p', pair],
        ['l', { protocol: 'udp', candidateType: 'relay' }],
      ]),
    ).toEqual({ protocol: 'relay', roundTripMs: 23 });
  });
  it('is unknown before a pair is chosen', () => {
    expect(readPath([['t', { type: 'transport' }]])).toBeNull();
  });
});

describe('the level', () => {
  it('of silence is the bottom and of a full sine about −3 dB', () => {
    expect(levelDb(new Float32Array(512))).toBe(-100);
    expect(levelDb(Float32Array.from({ length: 4800 }, (_, n) => Math.sin(n / 7)))).toBeCloseTo(-3, 0);
    expect(meterPosition(-30)).toBe(0.5);
  });
});

describe('wishes for pictures', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });
  const picture = { seat: 'site-413', source: 'camera' };

  it('count those who look, and let go a moment after the last', () => {
    const changed = vi.fn();
    const wishes = new Wishes(changed);
    const one = wishes.want(picture);
    const two = wishes.want(picture);
    expect(changed).toHaveBeenCalledTimes(1);
    one();
    one();
    two();
    expect(wishes.has(picture)).toBe(true);
    vi.runAllTimers();
    expect(wishes.has(picture)).toBe(false);
    expect(changed).toHaveBeenCalledTimes(2);
  });

  it('do not blink when one look follows another', () => {
    const changed = vi.fn();
    const wishes = new Wishes(changed);
    wishes.want(picture)();
    wishes.want(picture);
    vi.runAllTimers();
    expect(wishes.has(picture)).toBe(true);
    expect(changed).toHaveBeenCalledTimes(1);
  });
});
