import { expect, it } from 'vitest';
import { echoLikeness, judgeSound, likeness, type Moment, WINDOW } from '../../src/media/soundWatch';

const quiet: Moment = { db: -75, clipped: false, playedDb: -100 };
function moments(make: (at: number) => Partial<Moment>): Moment[] {
  return Array.from({ length: WINDOW }, (_, at) => ({ ...quiet, ...make(at) }));
}
/** A level that rises and falls like speech; `seed` gives another speaker. */
const speech = (at: number, seed: number) =>
  -30 - 18 * Math.abs(Math.sin(at * 0.31 + seed) * Math.cos(at * 0.11 * seed));

it('judges nothing before the window is full', () => {
  expect(judgeSound([quiet], null, true)).toBeNull();
  expect(judgeSound([quiet], 'ok', true)).toBe('ok');
});

it('calls a microphone silent that gives nothing, and not one in a quiet hall', () => {
  expect(
    judgeSound(
      moments(() => ({ db: -95 })),
      null,
      true,
    ),
  ).toBe('silent');
  expect(
    judgeSound(
      moments(() => ({ db: -58 })),
      null,
      true,
    ),
  ).toBe('ok');
});

it('stays silent until something is clearly heard', () => {
  const rustle = moments((at) => ({ db: at === 40 ? -58 : -95 }));
  expect(judgeSound(rustle, 'silent', true)).toBe('silent');
  expect(judgeSound(rustle, 'ok', true)).toBe('ok');
  expect(
    judgeSound(
      moments((at) => ({ db: at === 40 ? -40 : -95 })),
      'silent',
      true,
    ),
  ).toBe('ok');
});

it('calls it clipping after several moments at full scale, and until none is left', () => {
  const loud = (count: number) => moments((at) => ({ db: -6, clipped: at < count }));
  expect(judgeSound(loud(2), null, true)).toBe('ok');
  expect(judgeSound(loud(8), null, true)).toBe('clipping');
  expect(judgeSound(loud(2), 'clipping', true)).toBe('clipping');
  expect(judgeSound(loud(0), 'clipping', true)).toBe('ok');
});

it('suspects an echo when the microphone follows what is played a little later', () => {
  const echoing = moments((at) => ({ playedDb: speech(at, 1), db: speech(at - 3, 1) - 6 }));
  expect(echoLikeness(echoing)).toBeGreaterThan(0.9);
  expect(judgeSound(echoing, null, false)).toBe('echo');
});

it('does not call it an echo while the hall itself speaks, or when its own people talk', () => {
  const echoing = moments((at) => ({ playedDb: speech(at, 1), db: speech(at - 3, 1) - 6 }));
  expect(judgeSound(echoing, null, true)).toBe('ok');
  const others = moments((at) => ({ playedDb: speech(at, 1), db: speech(at, 7.7) }));
  expect(judgeSound(others, null, false)).toBe('ok');
});

it('does not call it an echo when nothing is played or nothing is picked up', () => {
  expect(
    judgeSound(
      moments((at) => ({ db: speech(at, 1) })),
      null,
      false,
    ),
  ).toBe('ok');
  expect(
    judgeSound(
      moments((at) => ({ db: speech(at, 1) - 30, playedDb: speech(at, 1) })),
      null,
      false,
    ),
  ).toBe('ok');
});

it('likens nothing to a level that stands still', () => {
  expect(likeness([1, 1, 1], [-20, -40, -60])).toBe(0);
});
