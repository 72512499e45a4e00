// The server's clock as seen from here. Halls' machines are often minutes off; turns are timed by the server.

const KEPT = 8;

interface Sample {
  readonly offsetMs: number;
  readonly roundTripMs: number;
}

/** Keeps the offset of the answer that came back fastest among the latest few. */
export class ServerClock {
  private samples: readonly Sample[] = [];
  private rough: number | null = null;

  constructor(private readonly localNow: () => number = () => Date.now()) {}

  /** An answer to a ping sent at `sentAt` (local ms). */
  sample(serverIso: string, sentAt: number): void {
    const received = this.localNow();
    const server = Date.parse(serverIso);
    const roundTripMs = received - sentAt;
    if (Number.isNaN(server) || roundTripMs < 0) return;
    this.samples = [...this.samples, { offsetMs: server + roundTripMs / 2 - received, roundTripMs }].slice(
      -KEPT,
    );
  }

  /** A server time without a known way; used only until the first ping is answered. */
  glimpse(serverIso: string): void {
    const server = Date.parse(serverIso);
    if (!Number.isNaN(server)) this.rough = server - this.localNow();
  }

  get offsetMs(): number {
    const best = this.samples.reduce<Sample | null>(
      (a, b) => (a && a.roundTripMs <= b.roundTripMs ? a : b),
      null,
    );
    return best?.offsetMs ?? this.rough ?? 0;
  }

  /** Milliseconds of the quickest recent answer, or null. */
  get roundTripMs(): number | null {
    return this.samples.length === 0 ? null : Math.min(...this.samples.map((sample) => sample.roundTripMs));
  }

  /** The server's time now, in ms since 1970. */
  readonly now = (): number => this.localNow() + this.offsetMs;
}
