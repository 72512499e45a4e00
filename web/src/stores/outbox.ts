// Commands on their way. Each keeps its idempotency key and is sent again after a reconnect until it is answered.
import { ApiError, type ErrorBody } from '../api/errors';
import type { ClientMessage } from '../api/protocol';

type Command = Extract<ClientMessage, { type: 'command' }>;

interface Waiting {
  readonly message: Command;
  readonly since: number;
  readonly resolve: (seq: number) => void;
  readonly reject: (problem: ApiError) => void;
}

/** An unanswered command is given up after this long: a page turned a minute late would only confuse. */
export const PATIENCE_MS = 45_000;
export const UNANSWERED = 'command.unanswered';

export class Outbox {
  private readonly waiting = new Map<string, Waiting>();

  constructor(private readonly makeKey: () => string = randomKey) {}

  get size(): number {
    return this.waiting.size;
  }

  /** When the oldest waiting command was given, or null. */
  get oldest(): number | null {
    const first = this.waiting.values().next();
    return first.done ? null : first.value.since;
  }

  /** Puts a command in and returns its message and the promise of its outcome (the event's number). */
  add(
    command: string,
    data: object,
    now: number,
  ): { readonly message: Command; readonly outcome: Promise<number> } {
    const message: Command = { type: 'command', key: this.makeKey(), command, data };
    const outcome = new Promise<number>((resolve, reject) => {
      this.waiting.set(message.key, { message, since: now, resolve, reject });
    });
    return { message, outcome };
  }

  /** The server answered; an answer to nothing we sent is ignored. */
  answer(key: string, outcome: { readonly seq: number } | { readonly error: ErrorBody }): void {
    const entry = this.waiting.get(key);
    if (!entry) return;
    this.waiting.delete(key);
    if ('seq' in outcome) entry.resolve(outcome.seq);
    else entry.reject(new ApiError(outcome.error.code, outcome.error.message, 409, outcome.error.details));
  }

  /** Everything still unanswered, in the order it was given. */
  unanswered(): readonly Command[] {
    return [...this.waiting.values()].map((entry) => entry.message);
  }

  /** Gives up what has waited too long. */
  expire(now: number): void {
    for (const [key, entry] of this.waiting) {
      if (now - entry.since < PATIENCE_MS) continue;
      this.waiting.delete(key);
      entry.reject(new ApiError(UNANSWERED, '', 0, { command: entry.message.command }));
    }
  }

  /** The meeting is over for this seat: nothing will be answered any more. */
  abandon(code: string): void {
    for (const entry of this.waiting.values()) entry.reject(new ApiError(code, '', 0));
    this.waiting.clear();
  }
}

/** A random UUID; also where crypto.randomUUID is missing because the page is not served over TLS. */
export function randomKey(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}
