// Turns the measurements of the line check into findings. Pure; the codes are those the meeting core knows.
import type { CheckMeasure, CheckOutcome } from '../api/view/checks';
import type { DeviceProblem } from '../media/capture';
import { isBlack, isFrozen, type PictureFigures, type SoundFigures, type ToneFigures } from '../media/detect';
import type { MediaPath } from '../media/path';

/** What a step has come to: what is shown in the hall and reported to the meeting. */
export interface Outcome {
  readonly result: CheckOutcome;
  readonly code: string;
  readonly value?: number;
  readonly unit?: string;
  readonly measures?: readonly CheckMeasure[];
}

const LEAST_HEIGHT_PX = 360;
const LEAST_FPS = 5;
const SILENT_DB = -80;
const NOISY_DB = -30;
const SPEECH_DB = -50;
const SPEECH_OVER_DB = 10;
const CLIPPED_SHARE = 0.02;
const TONE_OVER_DB = 10;
const REMAINS_OVER_DB = 15;
const REMOVED_DB = 10;
const SLOW_PAGE_MS = 15_000;
const SLOW_LINE_MS = 400;
const LOSSY_PERCENT = 5;

const passed = (code: string, more: Partial<Outcome> = {}): Outcome => ({ result: 'passed', code, ...more });
const failed = (code: string, more: Partial<Outcome> = {}): Outcome => ({ result: 'failed', code, ...more });
const whole = (value: number) => Math.round(value) || 0;
const measure = (name: string, value: number, unit: string): CheckMeasure => ({
  name,
  value: whole(value),
  unit,
});

export const skipped: Outcome = { result: 'skipped', code: 'skipped' };

const DEVICE_CODES: Readonly<Record<DeviceProblem, string>> = {
  denied: 'blocked',
  insecure: 'blocked',
  missing: 'none',
  unplugged: 'none',
  busy: 'busy',
  failed: 'busy',
};

/** A camera or microphone that did not open. */
export function deviceFailed(problem: DeviceProblem): Outcome {
  return failed(DEVICE_CODES[problem]);
}

export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly fps: number;
}

export function judgePicture(figures: PictureFigures, { width, height, fps }: Picture): Outcome {
  const more = {
    value: height,
    unit: 'px',
    measures: [measure('width', width, 'px'), measure('rate', fps, 'fps')],
  };
  if (isBlack(figures)) return failed('black', more);
  if (isFrozen(figures)) return failed('frozen', more);
  if (height < LEAST_HEIGHT_PX) return failed('small', more);
  if (fps < LEAST_FPS) return failed('slow', more);
  return passed('good', more);
}

export function judgeSound({ floorDb, loudDb, clipped }: SoundFigures): Outcome {
  const more = { value: whole(loudDb), unit: 'dBFS', measures: [measure('floor', floorDb, 'dBFS')] };
  if (loudDb <= SILENT_DB) return failed('silent', more);
  if (clipped > CLIPPED_SHARE) return failed('clipping', more);
  if (floorDb > NOISY_DB) return failed('noisy', more);
  const speaks = loudDb - floorDb >= SPEECH_OVER_DB;
  if (speaks && loudDb >= SPEECH_DB) return passed('good', more);
  return speaks ? failed('faint', more) : passed('room_only', more);
}

/** The tone as the microphone hears it; `cancelled` the same with the echo canceller on, once it is heard at all. */
export function judgeTone(raw: ToneFigures, cancelled: ToneFigures | null): Outcome {
  const more = { value: whole(raw.overDb), unit: 'dB' };
  if (raw.overDb < TONE_OVER_DB) return failed(raw.quietDb > NOISY_DB ? 'noisy' : 'not_heard', more);
  if (!cancelled) return passed('good', more);
  const remains = Math.max(0, cancelled.overDb);
  const measured = { ...more, measures: [measure('remains', remains, 'dB')] };
  const removed = raw.levelDb - cancelled.levelDb;
  return remains >= REMAINS_OVER_DB && removed < REMOVED_DB
    ? failed('remains', measured)
    : passed('good', measured);
}

export function toneUnheard(raw: ToneFigures): boolean {
  return raw.overDb < TONE_OVER_DB;
}

/** `bytes`: size of the page's file. */
export function judgePage(ms: number, bytes: number): Outcome {
  const more = { value: whole(ms), unit: 'ms', measures: [measure('size', bytes / 1000, 'kB')] };
  return ms > SLOW_PAGE_MS ? failed('slow', more) : passed('good', more);
}

const PATH_CODES: Readonly<Record<MediaPath['protocol'], string>> = { udp: 'udp', tcp: 'tcp', relay: 'turn' };

/** `lossPercent` null: nothing has been sent yet, so nothing is known to be lost. */
export function judgeLine(ms: number, path: MediaPath | null, lossPercent: number | null): Outcome {
  const measures = lossPercent === null ? [] : [measure('loss', lossPercent, '%')];
  const more = { value: whole(ms), unit: 'ms', measures };
  if (!path) return failed('no_media', more);
  if (ms > SLOW_LINE_MS) return failed('slow', more);
  if ((lossPercent ?? 0) > LOSSY_PERCENT) return failed('lossy', more);
  return passed(PATH_CODES[path.protocol], more);
}
