// Follows the control room's board: read whole when somebody looks, then kept up by the server's changes.
import type { Alarm, BoardChange, BoardRow, LineHistory, Point, WholeBoard } from '../api/view/board';
import { SERIES } from '../api/view/board';
import { Observable } from '../lib/observable';

export interface BoardState {
  readonly phase: 'closed' | 'loading' | 'ready' | 'failed';
  readonly problem: unknown;
  /** From when on the server has figures. */
  readonly since: string | null;
  readonly alarms: readonly Alarm[];
  readonly rows: Readonly<Record<string, BoardRow>>;
  readonly history: Readonly<Record<string, LineHistory>>;
}

const KEPT = 360;
/** The server forgets who looks after 45 seconds. */
const AGAIN_MS = 20_000;

/** A line's hour with one more point; a gap before it is filled with nothing known. */
export function withPoint(history: LineHistory | undefined, point: Point): LineHistory {
  const step_s = history?.step_s ?? 10;
  const length = history?.rtt_ms.length ?? 0;
  const t0 = length > 0 && history ? history.t0 : point.t;
  const place = Math.round((Date.parse(point.t) - Date.parse(t0)) / (step_s * 1000));
  if (place < length || place > 2 * KEPT)
    return place < length && history ? history : withPoint(undefined, point);
  const over = Math.max(0, place + 1 - KEPT);
  const next = { t0: new Date(Date.parse(t0) + over * step_s * 1000).toISOString(), step_s };
  const series = SERIES.map((name) => {
    const gap = Array<number | null>(place - length).fill(null);
    return [name, [...(history?.[name] ?? []), ...gap, point[name]].slice(over)];
  });
  return { ...next, ...(Object.fromEntries(series) as Omit<LineHistory, 't0' | 'step_s'>) };
}

export class BoardStore extends Observable<BoardState> {
  private watchers = 0;
  private timer: ReturnType<typeof setInterval> | null = null;
  private asked = 0;

  constructor(
    private readonly say: (open: boolean) => void,
    private readonly fetchWhole: () => Promise<WholeBoard>,
  ) {
    super({ phase: 'closed', problem: null, since: null, alarms: [], rows: {}, history: {} });
  }

  /** Reads the board once and takes what the server tells unasked: warnings that come and go. */
  async read(): Promise<void> {
    this.asked += 1;
    const { asked } = this;
    if (this.get().phase !== 'ready') this.merge({ phase: 'loading', problem: null });
    try {
      const { since, alarms, rows, history } = await this.fetchWhole();
      if (asked === this.asked) this.merge({ phase: 'ready', problem: null, since, alarms, rows, history });
    } catch (problem) {
      if (asked === this.asked) this.merge({ phase: 'failed', problem });
    }
  }

  /** Somebody looks at the figures until the returned function is called. */
  watch = (): (() => void) => {
    this.watchers += 1;
    if (this.watchers === 1) this.open();
    return () => {
      this.watchers -= 1;
      if (this.watchers === 0) this.close();
    };
  };

  /** The line to the server is back: what was said and told meanwhile is lost. */
  again(): void {
    if (this.watchers > 0) this.say(true);
    if (this.get().phase !== 'closed') void this.read();
  }

  private open(): void {
    this.say(true);
    this.timer = setInterval(() => this.say(true), AGAIN_MS);
    void this.read();
  }

  private close(): void {
    if (this.timer) clearInterval(this.timer);
    this.timer = null;
    this.say(false);
  }

  receive(name: string, data: unknown): void {
    if (name !== 'board' || this.get().phase === 'closed') return;
    const change = data as BoardChange;
    const { rows, history } = this.get();
    const points = Object.entries(change.points ?? {});
    this.merge({
      rows: { ...rows, ...change.rows },
      alarms: change.alarms,
      history:
        points.length === 0
          ? history
          : {
              ...history,
              ...Object.fromEntries(points.map(([seat, point]) => [seat, withPoint(history[seat], point)])),
            },
    });
  }
}
