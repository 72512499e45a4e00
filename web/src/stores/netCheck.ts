// Measures the way to the server before joining: round trip, download, upload.
import { api } from '../api/client';
import { ApiError } from '../api/errors';
import { Observable } from '../lib/observable';

export interface NetFigures {
  readonly running: boolean;
  readonly failed: boolean;
  readonly echoMs: number | null;
  readonly downBps: number | null;
  readonly upBps: number | null;
}

const ECHOES = 5;
/** Little, so that a thin line has answered before anybody loses patience. */
const FIRST_BYTES = 16 * 1024;
const MOST_BYTES = 4 * 1024 * 1024;
const LONG_ENOUGH_MS = 400;

/** The middle value; robust against one slow answer. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

export async function timed(action: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await action();
  return performance.now() - start;
}

/** Moves growing amounts until one took long enough to be believed; bits per second. */
async function measureRate(move: (bytes: number) => Promise<unknown>): Promise<number> {
  for (let bytes = FIRST_BYTES; ; bytes = Math.min(bytes * 4, MOST_BYTES)) {
    const ms = await timed(() => move(bytes));
    if (ms >= LONG_ENOUGH_MS || bytes >= MOST_BYTES) return (bytes * 8000) / Math.max(1, ms);
  }
}

export class NetCheck extends Observable<NetFigures> {
  private turn = 0;

  constructor() {
    super({ running: false, failed: false, echoMs: null, downBps: null, upBps: null });
  }

  /** Measures everything once; a second call starts again. */
  async run(): Promise<void> {
    this.turn += 1;
    const turn = this.turn;
    const note = (part: Partial<NetFigures>) => {
      if (turn === this.turn) this.merge(part);
    };
    note({ running: true, failed: false, echoMs: null, downBps: null, upBps: null });
    try {
      const echoes: number[] = [];
      for (let n = 0; n < ECHOES; n += 1) echoes.push(await timed(() => api.get('/net/echo')));
      note({ echoMs: median(echoes) });
      note({ downBps: await measureRate((bytes) => api.get('/net/blob', { query: { bytes } })) });
      note({
        upBps: await measureRate((bytes) => api.upload('/net/blob', new Blob([new Uint8Array(bytes)]))),
      });
    } catch (problem) {
      if (!(problem instanceof ApiError)) throw problem;
      note({ failed: true });
    }
    note({ running: false });
  }
}
