// One WebSocket that comes back by itself: backoff with jitter, a heartbeat that notices a dead line. Carries text, decides nothing.

export interface SocketLike {
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number; reason: string }) => void) | null;
  send(text: string): void;
  close(code?: number, reason?: string): void;
}

/** What the link needs of the world; tests bring their own. */
export interface LinkWorld {
  now(): number;
  random(): number;
  after(ms: number, run: () => void): () => void;
  socket(url: string): SocketLike;
}

export interface LinkListener {
  opened(): void;
  received(data: unknown): void;
  /** The line is gone; another try follows at `retryAt` (client clock, ms). */
  lost(code: number, retryAt: number): void;
  /** The server closed for good; no try follows. */
  ended(code: number, reason: string): void;
  /** Time for a heartbeat. */
  beat(): void;
}

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 8_000;
const BEAT_MS = 3_000;
const SILENCE_MS = 8_000;
const OPENING_MS = 8_000;
/** How long the server may still come to a socket that this side has given up. */
const LATE_MS = 30_000;

export const browserWorld: LinkWorld = {
  now: () => Date.now(),
  random: () => Math.random(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  socket: (url) => new WebSocket(url) as SocketLike,
};

/** The wait before try number `attempt` (from 0): doubling, capped, with the upper half random. */
export function backoffMs(attempt: number, random: number): number {
  const full = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt);
  return Math.round(full / 2 + (full / 2) * random);
}

export class Link {
  private socket: SocketLike | null = null;
  private attempt = 0;
  private heardAt = 0;
  private cancelTimer: () => void = () => {};
  private open = false;
  private stopped = true;
  private gaveUpAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly url: () => string,
    /** `gaveUp`: a socket of this link was given up lately, and may have reached the server after its successor. */
    private readonly isFinal: (code: number, gaveUp: boolean) => boolean,
    private readonly listener: LinkListener,
    private readonly world: LinkWorld = browserWorld,
  ) {}

  start(): void {
    this.stopped = false;
    this.attempt = 0;
    this.connect();
  }

  stop(): void {
    this.stopped = true;
    this.drop(1000);
  }

  /** Sends if the line is open; says whether it did. */
  send(text: string): boolean {
    if (!this.open || !this.socket) return false;
    this.socket.send(text);
    return true;
  }

  /** The machine says that the network is back: do not wait for the timer. */
  hurry(): void {
    if (this.stopped || this.open) return;
    this.attempt = 0;
    this.connect();
  }

  private connect(): void {
    this.drop(1000);
    const socket = this.world.socket(this.url());
    this.socket = socket;
    socket.onopen = () => this.onOpen();
    socket.onmessage = (event) => {
      this.heardAt = this.world.now();
      this.listener.received(event.data);
    };
    socket.onclose = (event) => this.onClose(event.code, event.reason);
    this.cancelTimer = this.world.after(OPENING_MS, () => this.giveUp());
  }

  private onOpen(): void {
    this.open = true;
    this.attempt = 0;
    this.heardAt = this.world.now();
    this.cancelTimer();
    this.scheduleBeat();
    this.listener.opened();
  }

  private scheduleBeat(): void {
    this.cancelTimer = this.world.after(BEAT_MS, () => {
      if (this.world.now() - this.heardAt > SILENCE_MS) return this.giveUp();
      this.listener.beat();
      this.scheduleBeat();
    });
  }

  /** The line is silent: treat it as closed without waiting for the other end. */
  private giveUp(): void {
    this.gaveUpAt = this.world.now();
    this.drop(4000);
    this.onClose(4000, 'silent');
  }

  private onClose(code: number, reason: string): void {
    this.drop(1000);
    if (this.stopped) return;
    if (this.isFinal(code, this.world.now() - this.gaveUpAt < LATE_MS)) {
      this.stopped = true;
      return this.listener.ended(code, reason);
    }
    // Forgiven once for each socket given up, so that two screens never take the seat from each other without end.
    if (this.isFinal(code, false)) this.gaveUpAt = Number.NEGATIVE_INFINITY;
    const wait = backoffMs(this.attempt, this.world.random());
    this.attempt += 1;
    this.listener.lost(code, this.world.now() + wait);
    this.cancelTimer = this.world.after(wait, () => this.connect());
  }

  private drop(code: number): void {
    this.cancelTimer();
    this.open = false;
    const socket = this.socket;
    this.socket = null;
    if (!socket) return;
    socket.onopen = null;
    socket.onmessage = null;
    socket.onclose = null;
    socket.close(code === 1000 || code >= 3000 ? code : 1000);
  }
}
