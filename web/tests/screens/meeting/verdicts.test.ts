import { describe, expect, it } from 'vitest';
import {
  judgeEcho,
  judgePath,
  judgeRate,
  judgeSpeaker,
  overall,
  UP_BPS,
} from '../../../src/screens/arrival/verdicts';

describe('the check before joining', () => {
  it('judges the way to the server', () => {
    expect(judgeEcho(40).verdict).toBe('good');
    expect(judgeEcho(200).verdict).toBe('usable');
    expect(judgeEcho(900).verdict).toBe('attention');
    expect(judgePath({ protocol: 'udp', roundTripMs: 3 }, false).verdict).toBe('good');
    expect(judgePath({ protocol: 'tcp', roundTripMs: 3 }, false).verdict).toBe('usable');
    expect(judgePath(null, false).verdict).toBe('waiting');
    expect(judgePath(null, true).verdict).toBe('attention');
    expect(judgeRate(600_000, '600 kbit/s', UP_BPS.sharp, UP_BPS.least).verdict).toBe('usable');
  });

  it('is as good as its worst finding', () => {
    const good = judgeEcho(1);
    expect(overall([good, good])).toBe('good');
    expect(overall([good, judgeSpeaker('not_heard')])).toBe('attention');
    expect(overall([good, judgeSpeaker('untested')])).toBe('waiting');
  });
});
