import { describe, expect, it } from 'vitest';
import {
  deviceFailed,
  judgeLine,
  judgePage,
  judgePicture,
  judgeSound,
  judgeTone,
} from '../../src/stores/checkVerdicts';

const lively = { brightness: 90, contrast: 40, moving: 0.5 };
const size = { width: 1280, height: 720, fps: 24.6 };
const code = ({ result, code }: { result: string; code: string }) => `${result} ${code}`;

describe('picture', () => {
  it('is good when it is there, moves, is large and smooth; with its figures', () => {
    expect(judgePicture(lively, size)).toEqual({
      result: 'passed',
      code: 'good',
      value: 720,
      unit: 'px',
      measures: [
        { name: 'width', value: 1280, unit: 'px' },
        { name: 'rate', value: 25, unit: 'fps' },
      ],
    });
  });

  it('says what is wrong, the worst first', () => {
    expect(code(judgePicture({ brightness: 3, contrast: 1, moving: 0 }, size))).toBe('failed black');
    expect(code(judgePicture({ ...lively, moving: 0 }, size))).toBe('failed frozen');
    expect(code(judgePicture(lively, { ...size, height: 240 }))).toBe('failed small');
    expect(code(judgePicture(lively, { ...size, fps: 3 }))).toBe('failed slow');
  });

  it('names what keeps a device from opening', () => {
    expect(code(deviceFailed('denied'))).toBe('failed blocked');
    expect(code(deviceFailed('unplugged'))).toBe('failed none');
    expect(code(deviceFailed('busy'))).toBe('failed busy');
  });
});

describe('sound', () => {
  it.each([
    ['speech above the room', -60, -25, 0, 'passed good'],
    ['nobody speaking in a plausible room', -58, -54, 0, 'passed room_only'],
    ['a switched-off microphone', -100, -100, 0, 'failed silent'],
    ['speech far too quiet', -75, -58, 0, 'failed faint'],
    ['a level that clips', -60, -1, 0.2, 'failed clipping'],
    ['a fan beside the microphone', -22, -15, 0, 'failed noisy'],
  ])('%s', (_name, floorDb, loudDb, clipped, expected) => {
    expect(code(judgeSound({ floorDb, loudDb, clipped }))).toBe(expected);
  });
});

describe('echo', () => {
  const tone = (overDb: number, levelDb = -30, quietDb = levelDb - overDb) => ({ overDb, levelDb, quietDb });

  it('is good when the tone is heard and the canceller takes it away', () => {
    expect(judgeTone(tone(40), tone(4, -66))).toMatchObject({ result: 'passed', code: 'good', value: 40 });
    expect(code(judgeTone(tone(40), null))).toBe('passed good');
  });

  it('tells loudspeakers that are not heard from a room too noisy to hear them', () => {
    expect(code(judgeTone(tone(3, -70), null))).toBe('failed not_heard');
    expect(code(judgeTone(tone(3, -20), null))).toBe('failed noisy');
  });

  it('tells when too much remains with the canceller on', () => {
    const outcome = judgeTone(tone(40), tone(36, -33));
    expect(code(outcome)).toBe('failed remains');
    expect(outcome.measures).toEqual([{ name: 'remains', value: 36, unit: 'dB' }]);
  });
});

describe('page and line', () => {
  it('judges a page by its time', () => {
    expect(judgePage(420.4, 10_500)).toMatchObject({ result: 'passed', value: 420, unit: 'ms' });
    expect(code(judgePage(16_000, 10_500))).toBe('failed slow');
  });

  it.each([
    [35, 'udp', 0, 'passed udp'],
    [35, 'tcp', null, 'passed tcp'],
    [80, 'relay', 1, 'passed turn'],
    [900, 'udp', 0, 'failed slow'],
    [35, 'udp', 12, 'failed lossy'],
  ] as const)('judges a line of %s ms over %s losing %s %%', (ms, protocol, loss, expected) => {
    expect(code(judgeLine(ms, { protocol, roundTripMs: null }, loss))).toBe(expected);
  });

  it('fails without a way for picture and sound', () => {
    expect(code(judgeLine(35, null, null))).toBe('failed no_media');
  });
});
