// How much to fetch at once and how long to wait before the next piece, so that papers never take the meeting's line. Pure.

/** `free`: no picture and sound run. `shared`: they run well. `strained`: they struggle. */
export type LineUse = 'free' | 'shared' | 'strained';

const KIB = 1024;
const TRICKLE_BYTES = 16 * KIB;
const TRICKLE_WAIT_MS = 4_000;
const PIECE_MS: Readonly<Record<'free' | 'shared', number>> = { free: 3_000, shared: 1_000 };
const LARGEST: Readonly<Record<'free' | 'shared', number>> = { free: 2048 * KIB, shared: 512 * KIB };
const SMALLEST = 16 * KIB;
const FIRST = 64 * KIB;
/** Weight of the newest measurement. */
const NEW = 0.5;

export class Pace {
  private bytesPerMs: number | null = null;
  private lastMs = 0;

  constructor(private readonly use: () => LineUse) {}

  /** Bytes to ask for next. */
  piece(): number {
    const use = this.use();
    if (use === 'strained') return TRICKLE_BYTES;
    if (this.bytesPerMs === null) return FIRST;
    const fits = Math.round(this.bytesPerMs * PIECE_MS[use]);
    return Math.min(LARGEST[use], Math.max(SMALLEST, fits));
  }

  /** Milliseconds to leave the line alone now: beside running media as long as the last piece took. */
  rest(): number {
    const use = this.use();
    if (use === 'strained') return TRICKLE_WAIT_MS;
    return use === 'shared' ? Math.round(this.lastMs) : 0;
  }

  /** A piece has come. */
  came(bytes: number, ms: number): void {
    const rate = bytes / Math.max(1, ms);
    this.bytesPerMs = this.bytesPerMs === null ? rate : NEW * rate + (1 - NEW) * this.bytesPerMs;
    this.lastMs = ms;
  }
}
