// What samples of picture and sound say: black, frozen, silent, clipping, a tone that is there. Pure.
import { levelDb } from './soundTest';

/** Brightness of the pixels of one picture, 0 to 255. */
export type Luma = Uint8Array;

export interface PictureFigures {
  /** Mean brightness of the brightest picture, 0 to 255. */
  readonly brightness: number;
  /** How much brightness differs within the most varied picture (standard deviation). */
  readonly contrast: number;
  /** The share of pixels that were not the same throughout, 0 to 1. */
  readonly moving: number;
}

const BLACK_BRIGHTNESS = 20;
const BLACK_CONTRAST = 8;

export function pictureFigures(pictures: readonly Luma[]): PictureFigures {
  let brightness = 0;
  let contrast = 0;
  for (const picture of pictures) {
    const mean = picture.reduce((sum, pixel) => sum + pixel, 0) / Math.max(1, picture.length);
    const spread = picture.reduce((sum, pixel) => sum + (pixel - mean) ** 2, 0) / Math.max(1, picture.length);
    brightness = Math.max(brightness, mean);
    contrast = Math.max(contrast, Math.sqrt(spread));
  }
  return { brightness, contrast, moving: movingShare(pictures) };
}

function movingShare(pictures: readonly Luma[]): number {
  const first = pictures[0];
  if (!first) return 0;
  let moving = 0;
  for (let at = 0; at < first.length; at += 1)
    if (pictures.some((picture) => picture[at] !== first[at])) moving += 1;
  return moving / Math.max(1, first.length);
}

/** Dark all over: a covered lens or a camera that gives nothing. A dark hall still shows its noise and its lamps. */
export function isBlack({ brightness, contrast }: PictureFigures): boolean {
  return brightness < BLACK_BRIGHTNESS && contrast < BLACK_CONTRAST;
}

/** Not one pixel has changed: no living camera does that, its sensor always makes a little noise. */
export function isFrozen({ moving }: PictureFigures): boolean {
  return moving === 0;
}

export interface SoundFigures {
  /** What the quietest tenth of the frames stays below: the noise of the room. */
  readonly floorDb: number;
  /** What only the loudest twentieth exceeds: speech, when somebody speaks. */
  readonly loudDb: number;
  /** The share of frames cut off at full scale. */
  readonly clipped: number;
}

const FULL_SCALE = 0.985;
const CUT_SAMPLES = 3;

export function soundFigures(frames: readonly Float32Array[]): SoundFigures {
  const levels = frames.map(levelDb).sort((a, b) => a - b);
  const at = (share: number) =>
    levels[Math.min(levels.length - 1, Math.floor(share * levels.length))] ?? -100;
  const clipped = frames.filter(isClipped).length / Math.max(1, frames.length);
  return { floorDb: at(0.1), loudDb: at(0.95), clipped };
}

/** Whether a frame has several samples in a row at full scale. */
export function isClipped(frame: Float32Array): boolean {
  let run = 0;
  for (const sample of frame) {
    run = Math.abs(sample) >= FULL_SCALE ? run + 1 : 0;
    if (run >= CUT_SAMPLES) return true;
  }
  return false;
}

const SILENCE_DB = -120;

/** Level of one frequency in a frame, dB below a full-scale sine (Goertzel's algorithm under a Hann window). */
export function goertzelDb(frame: Float32Array, hz: number, rate: number): number {
  const turn = (2 * Math.PI * hz) / rate;
  const factor = 2 * Math.cos(turn);
  const window = (2 * Math.PI) / Math.max(1, frame.length - 1);
  let last = 0;
  let before = 0;
  frame.forEach((sample, n) => {
    const weighted = sample * (0.5 - 0.5 * Math.cos(window * n));
    [before, last] = [last, weighted + factor * last - before];
  });
  const power = last * last + before * before - factor * last * before;
  // The window halves the amplitude; a sine of amplitude 1 gives N/2 without it.
  const amplitude = (4 * Math.sqrt(Math.max(0, power))) / Math.max(1, frame.length);
  return amplitude > 0 ? Math.max(SILENCE_DB, 20 * Math.log10(amplitude)) : SILENCE_DB;
}

export interface Recording {
  readonly rate: number;
  readonly frames: readonly Float32Array[];
}

/** The loudest moment of a frequency in a recording. */
export function loudest({ frames, rate }: Recording, hz: number): number {
  return frames.reduce((most, frame) => Math.max(most, goertzelDb(frame, hz, rate)), SILENCE_DB);
}

/** The middle value. */
function middle(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? SILENCE_DB;
}

export interface ToneFigures {
  /** How far the notes stand out of the same frequencies in the quiet before, dB; the middle one of the notes. */
  readonly overDb: number;
  /** How loud the notes are and how loud their frequencies were before, dB full scale. */
  readonly levelDb: number;
  readonly quietDb: number;
}

/** How clearly notes are heard in a recording, against a recording of the quiet before. */
export function toneFigures(quiet: Recording, playing: Recording, notesHz: readonly number[]): ToneFigures {
  const notes = notesHz.map((hz) => {
    const before = loudest(quiet, hz);
    const now = loudest(playing, hz);
    return { before, now, over: now - before };
  });
  return {
    overDb: middle(notes.map((note) => note.over)),
    levelDb: middle(notes.map((note) => note.now)),
    quietDb: middle(notes.map((note) => note.before)),
  };
}
