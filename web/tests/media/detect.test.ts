import { describe, expect, it } from 'vitest';
import {
  goertzelDb,
  isBlack,
  isClipped,
  isFrozen,
  pictureFigures,
  soundFigures,
  toneFigures,
} from '../../src/media/detect';
import { NOTES_HZ } from '../../src/media/soundTest';

const RATE = 48_000;
const SAMPLES = 4096;
const PIXELS = 400;

/** The same noise every time: a small linear congruential generator. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

const db = (level: number) => 10 ** (level / 20);

function frame(parts: { hz?: number; levelDb?: number; noiseDb?: number; seed?: number }): Float32Array {
  const dice = chance(parts.seed ?? 1);
  const [amplitude, noise] = [db(parts.levelDb ?? -200), db(parts.noiseDb ?? -200)];
  return Float32Array.from(
    { length: SAMPLES },
    (_, n) => amplitude * Math.sin((2 * Math.PI * (parts.hz ?? 0) * n) / RATE) + noise * (2 * dice() - 1),
  );
}

const recording = (...frames: Float32Array[]) => ({ rate: RATE, frames });
const quietRoom = recording(frame({ noiseDb: -50, seed: 2 }), frame({ noiseDb: -50, seed: 3 }));

describe('goertzel', () => {
  it.each([...NOTES_HZ, 440, 1000])('reads the level of a sine of %s Hz', (hz) => {
    expect(goertzelDb(frame({ hz, levelDb: -20 }), hz, RATE)).toBeCloseTo(-20, 0);
    expect(goertzelDb(frame({ hz, levelDb: 0 }), hz, RATE)).toBeCloseTo(0, 0);
  });

  it('does not take a neighbouring frequency for the note', () => {
    expect(goertzelDb(frame({ hz: 587, levelDb: -20 }), 523.25, RATE)).toBeLessThan(-60);
  });

  it('finds nothing in silence and little in noise', () => {
    expect(goertzelDb(new Float32Array(SAMPLES), 523.25, RATE)).toBe(-120);
    expect(goertzelDb(frame({ noiseDb: -20 }), 523.25, RATE)).toBeLessThan(-45);
  });
});

describe('a tone in a hall', () => {
  const notes = (levelDb: number, noiseDb: number) =>
    recording(...NOTES_HZ.map((hz, n) => frame({ hz, levelDb, noiseDb, seed: 10 + n })));

  it('stands out when the loudspeakers play it', () => {
    const { overDb, levelDb } = toneFigures(quietRoom, notes(-30, -50), NOTES_HZ);
    expect(overDb).toBeGreaterThan(30);
    expect(levelDb).toBeCloseTo(-30, 0);
  });

  it('stands out of noise that is louder than itself', () => {
    const noisy = recording(frame({ noiseDb: -20, seed: 5 }), frame({ noiseDb: -20, seed: 6 }));
    expect(toneFigures(noisy, notes(-26, -20), NOTES_HZ).overDb).toBeGreaterThan(10);
  });

  it('is not heard in the quiet, in noise, or from a hum that was there before', () => {
    expect(toneFigures(quietRoom, quietRoom, NOTES_HZ).overDb).toBe(0);
    const [before, after] = [
      recording(frame({ noiseDb: -30, seed: 7 })),
      recording(frame({ noiseDb: -30, seed: 8 })),
    ];
    expect(Math.abs(toneFigures(before, after, NOTES_HZ).overDb)).toBeLessThan(10);
    expect(Math.abs(toneFigures(notes(-30, -60), notes(-30, -60), NOTES_HZ).overDb)).toBeLessThan(1);
  });

  it('needs more than one note: a single beep is none', () => {
    const beep = recording(frame({ hz: NOTES_HZ[0] ?? 0, levelDb: -20, noiseDb: -50, seed: 4 }));
    expect(toneFigures(quietRoom, beep, NOTES_HZ).overDb).toBeLessThan(10);
  });
});

describe('sound', () => {
  it('knows the noise of the room from speech above it', () => {
    const speech = Array.from({ length: 20 }, (_, n) =>
      n % 2 === 0
        ? frame({ noiseDb: -60, seed: n + 1 })
        : frame({ hz: 200, levelDb: -20, noiseDb: -60, seed: n + 1 }),
    );
    const { floorDb, loudDb, clipped } = soundFigures(speech);
    expect(floorDb).toBeCloseTo(-65, -1);
    expect(loudDb).toBeCloseTo(-23, 0);
    expect(clipped).toBe(0);
  });

  it('counts frames cut off at full scale, not a single peak', () => {
    const cut = frame({ hz: 200, levelDb: 6 }).map((sample) => Math.max(-1, Math.min(1, sample)));
    expect(isClipped(cut)).toBe(true);
    expect(isClipped(frame({ hz: 200, levelDb: -1 }))).toBe(false);
    const peak = new Float32Array(SAMPLES);
    peak[7] = 1;
    expect(isClipped(peak)).toBe(false);
    expect(soundFigures([cut, peak, peak, peak]).clipped).toBe(0.25);
  });

  it('calls digital silence what it is', () => {
    expect(soundFigures([new Float32Array(SAMPLES)])).toEqual({ floorDb: -100, loudDb: -100, clipped: 0 });
    expect(soundFigures([]).loudDb).toBe(-100);
  });
});

describe('pictures', () => {
  const picture = (make: (at: number) => number) => Uint8Array.from({ length: PIXELS }, (_, at) => make(at));
  const noise = (seed: number, mean: number, spread: number) => {
    const dice = chance(seed);
    return picture(() => mean + spread * (dice() - 0.5));
  };

  it('are black when nothing in them is bright', () => {
    expect(isBlack(pictureFigures([picture(() => 0), picture(() => 0)]))).toBe(true);
    expect(isBlack(pictureFigures([noise(1, 8, 6), noise(2, 8, 6)]))).toBe(true);
  });

  it('of a dark hall with a lamp are not black', () => {
    expect(isBlack(pictureFigures([picture((at) => (at < 10 ? 230 : 6))]))).toBe(false);
    expect(isBlack(pictureFigures([noise(1, 90, 40)]))).toBe(false);
  });

  it('are frozen only when not one pixel changes', () => {
    const hall = noise(1, 90, 40);
    expect(isFrozen(pictureFigures([hall, hall, hall]))).toBe(true);
    expect(isFrozen(pictureFigures([hall, hall, noise(2, 90, 40)]))).toBe(false);
    const one = Uint8Array.from(hall);
    one[3] = (one[3] ?? 0) + 1;
    expect(isFrozen(pictureFigures([hall, one]))).toBe(false);
    expect(isFrozen(pictureFigures([]))).toBe(true);
  });
});
