// The latest of the forgettable signals: who is heard, how good the lines are, where the presenter points.
import { Observable } from '../lib/observable';

export type Quality = 'excellent' | 'good' | 'poor' | 'lost' | 'unknown';

export interface LineFigures {
  readonly quality: Quality;
  readonly rtt_ms: number | null;
  /** Percent of packets lost. */
  readonly loss: number | null;
}

export interface Signals {
  readonly quality: Readonly<Record<string, LineFigures>>;
  readonly speakers: readonly string[];
  readonly pointer: { readonly x: number; readonly y: number } | null;
}

const QUALITIES: readonly string[] = ['excellent', 'good', 'poor', 'lost'];

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function figure(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** Reads one line's figures; what is missing or odd becomes unknown. */
export function parseFigures(value: unknown): LineFigures {
  const data = typeof value === 'string' ? { quality: value } : record(value);
  const quality =
    typeof data.quality === 'string' && QUALITIES.includes(data.quality) ? data.quality : 'unknown';
  return { quality: quality as Quality, rtt_ms: figure(data.rtt_ms), loss: figure(data.loss) };
}

export class SignalBoard extends Observable<Signals> {
  constructor() {
    super({ quality: {}, speakers: [], pointer: null });
  }

  receive(name: string, data: unknown): void {
    if (name === 'quality') {
      const lines = Object.entries(record(data)).map(([seat, value]) => [seat, parseFigures(value)] as const);
      this.merge({ quality: { ...this.get().quality, ...Object.fromEntries(lines) } });
    } else if (name === 'speakers' && Array.isArray(data)) {
      this.merge({ speakers: data.filter((seat): seat is string => typeof seat === 'string') });
    } else if (name === 'pointer') {
      const { x, y } = record(data);
      const [px, py] = [figure(x), figure(y)];
      this.merge({ pointer: px === null || py === null ? null : { x: px, y: py } });
    }
  }
}
