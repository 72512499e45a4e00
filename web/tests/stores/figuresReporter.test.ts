import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Capture } from '../../src/media/capture';
import type { MediaController } from '../../src/media/controller';
import { FiguresReporter } from '../../src/stores/figuresReporter';
import type { MeetingStore } from '../../src/stores/meeting';

const NONE = { track: null, problem: null, opening: false, chosen: null };
let sent: { name: string; data: Record<string, unknown> }[];
let line: string;
let octets: number;
let reporter: FiguresReporter;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('document', { hidden: true });
  vi.stubGlobal('navigator', { userAgent: 'Mozilla/5.0 Firefox/143.0' });
  sent = [];
  line = 'live';
  octets = 0;
  const meeting = {
    get: () => ({ line }),
    clock: { offsetMs: 12.4 },
    signal: (name: string, data: Record<string, unknown>) => sent.push({ name, data }),
  };
  const statistics = async () => {
    octets += 125_000;
    return new Map([['t', { id: 't', type: 'transport', bytesSent: octets, bytesReceived: 0 }]]);
  };
  const media = { statistics, get: () => ({ switches: { camera: true, microphone: true } }) };
  const capture = { get: () => ({ camera: NONE, microphone: NONE }) };
  reporter = new FiguresReporter(
    meeting as unknown as MeetingStore,
    media as unknown as MediaController,
    capture as unknown as Capture,
    () => false,
  );
});
afterEach(() => {
  reporter.stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('tells its figures every five seconds while in the meeting', async () => {
  reporter.start();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(sent).toHaveLength(2);
  expect(sent[1]).toMatchObject({
    name: 'figures',
    data: {
      up_bps: 200_000,
      browser: 'Firefox 143',
      hidden: true,
      follows: false,
      clock_ms: 12,
      battery: null,
    },
  });
});

it('calls a camera and a microphone off that are not there', async () => {
  reporter.start();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(sent[0]?.data).toMatchObject({ picture: 'off', sound: 'off' });
});

it('says nothing while the line is lost, nor after it has been stopped', async () => {
  reporter.start();
  line = 'lost';
  await vi.advanceTimersByTimeAsync(10_000);
  expect(sent).toEqual([]);
  line = 'live';
  reporter.stop();
  await vi.advanceTimersByTimeAsync(30_000);
  expect(sent).toEqual([]);
});
