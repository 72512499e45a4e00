// Tells the server what this machine holds and has thrown away: some at once, until it has heard.
import type { Copy } from './copies';

type Named = Pick<Copy, 'paper' | 'version'>;

export interface Report {
  readonly held: readonly Named[];
  readonly purged: readonly Named[];
}

const TOGETHER_MS = 2_000;
const AGAIN_MS = 15_000;
const MOST = 500;

export class Receipts {
  private readonly waiting = new Map<string, { readonly copy: Named; readonly held: boolean }>();
  private timer: ReturnType<typeof setTimeout> | null = null;

  constructor(private readonly send: (report: Report) => Promise<unknown>) {}

  held(copy: Named): void {
    this.add(copy, true);
  }

  purged(copy: Named): void {
    this.add(copy, false);
  }

  /** Sends what waits without waiting for more. */
  async flush(): Promise<void> {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    const sent = [...this.waiting].slice(0, MOST);
    if (sent.length === 0) return;
    const named = (held: boolean) =>
      sent
        .filter(([, one]) => one.held === held)
        .map(([, { copy }]) => ({ paper: copy.paper, version: copy.version }));
    for (const [key] of sent) this.waiting.delete(key);
    try {
      await this.send({ held: named(true), purged: named(false) });
    } catch {
      // Said again later; what has changed since then counts.
      for (const [key, one] of sent) if (!this.waiting.has(key)) this.waiting.set(key, one);
    }
    if (this.waiting.size > 0) this.later(AGAIN_MS);
  }

  private add(copy: Named, held: boolean): void {
    this.waiting.set(`${copy.version} ${copy.paper}`, { copy, held });
    this.later(TOGETHER_MS);
  }

  private later(ms: number): void {
    this.timer ??= setTimeout(() => void this.flush(), ms);
  }
}
