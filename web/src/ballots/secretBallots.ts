// The secret ballots of this browser: takes credentials as soon as a poll opens, casts with retry, survives reloads.
//
// Everything is on disk before it is sent: the blinded serial before it is signed, the choice before it is cast. A
// browser that is killed at any point goes on from there, and the box counts what comes twice once.
import { ApiError } from '../api/errors';
import { Observable } from '../lib/observable';
import { blind, prove, unblind } from './blind';
import type { Drawer, Slip } from './drawer';
import type { Sending } from './sending';

/**
 * none: nothing kept here. asking: the credential is on its way. ready: it is there. casting: the ballot is on its
 * way. cast: it is in the box. elsewhere: another device of this seat has the credential. failed: see `code`.
 */
export type SlipState = 'none' | 'asking' | 'ready' | 'casting' | 'cast' | 'elsewhere' | 'failed';

export interface OwnBallot {
  readonly state: SlipState;
  readonly choices: readonly string[] | null;
  /** Why the last attempt was refused; null unless failed or elsewhere. */
  readonly code: string | null;
}

export interface Pace {
  /** Waits so many milliseconds. */
  wait(ms: number): Promise<void>;
  /** Between 0 and 1. */
  chance(): number;
}

const NOTHING: OwnBallot = { state: 'none', choices: null, code: null };
const LONGEST_DELAY_MS = 1500;
const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 8000;
const COMING = new Set(['ballot.no_key', 'ballot.no_box']);
const TAKEN = 'ballot.credential_taken';

const inTime: Pace = {
  wait: (ms) => new Promise((done) => setTimeout(done, ms)),
  chance: () => (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32,
};

const passing = (problem: unknown): boolean =>
  problem instanceof ApiError && (problem.passing || COMING.has(problem.code));

const codeOf = (problem: unknown): string => (problem instanceof ApiError ? problem.code : 'ballot.failed');

/** The ballots of one meeting in this browser, by poll and seat. */
export class SecretBallots extends Observable<ReadonlyMap<string, OwnBallot>> {
  private readonly going = new Map<string, Promise<void>>();
  private ended = false;

  constructor(
    private readonly meeting: string,
    private readonly drawer: Drawer,
    private readonly sending: Sending,
    private readonly pace: Pace = inTime,
  ) {
    super(new Map());
  }

  /** What this browser knows of a seat's ballot. */
  of(poll: string, seat: string): OwnBallot {
    return this.get().get(this.name(poll, seat)) ?? NOTHING;
  }

  /** Takes the seat's credential unless it is kept here, and goes on casting what was on its way. */
  ensure(poll: string, spki: string, seat: string): Promise<void> {
    const name = this.name(poll, seat);
    const before = this.going.get(name);
    if (before) return before;
    const work = this.take(name, poll, spki, seat).finally(() => this.going.delete(name));
    this.going.set(name, work);
    return work;
  }

  /** Casts, or votes otherwise; resolves when the ballot is in the box or refused (see `of`). */
  async cast(poll: string, seat: string, choices: readonly string[]): Promise<void> {
    const name = this.name(poll, seat);
    const chosen = [...choices].sort();
    await this.drawer.alone(name, async () => {
      const slip = await this.drawer.read(name);
      if (!slip?.signature) return this.show(name, { state: 'failed', choices: null, code: 'ballot.no_key' });
      const again = slip.choices !== null && slip.choices.join() === chosen.join();
      const change = slip.choices === null || again ? slip.change : slip.change + 1;
      const next: Slip = { ...slip, choices: chosen, change, stored: again && slip.stored };
      await this.drawer.write(next);
      await this.deliver(next, poll, slip);
    });
  }

  /** Throws away what belongs to polls that are over. */
  async sweep(running: (poll: string) => boolean): Promise<void> {
    const prefix = `${this.meeting}/`;
    const left = new Map(this.get());
    for (const name of await this.drawer.names()) {
      const poll = name.startsWith(prefix) ? (name.slice(prefix.length).split('/')[0] ?? '') : null;
      if (poll === null || running(poll)) continue;
      await this.drawer.remove(name);
      left.delete(name);
    }
    this.set(left);
  }

  /** Stops retrying: the screen is closed. What is on disk stays. */
  end(): void {
    this.ended = true;
  }

  private name(poll: string, seat: string): string {
    return `${this.meeting}/${poll}/${seat}`;
  }

  private show(name: string, ballot: OwnBallot): void {
    this.set(new Map(this.get()).set(name, ballot));
  }

  private async take(name: string, poll: string, spki: string, seat: string): Promise<void> {
    if (this.of(poll, seat).state === 'none') this.show(name, { state: 'asking', choices: null, code: null });
    try {
      await this.drawer.alone(name, async () => {
        const slip = await this.signed(await this.slip(name, spki), poll, spki, seat);
        if (slip.choices !== null && !slip.stored) return this.deliver(slip, poll, slip);
        this.show(name, { state: slip.stored ? 'cast' : 'ready', choices: slip.choices, code: null });
      });
    } catch (problem) {
      if (passing(problem)) return;
      const code = codeOf(problem);
      this.show(name, { state: code === TAKEN ? 'elsewhere' : 'failed', choices: null, code });
    }
  }

  private async slip(name: string, spki: string): Promise<Slip> {
    const kept = await this.drawer.read(name);
    if (kept) return kept;
    const made = { ...(await blind(spki)), name, signature: null, choices: null, change: 0, stored: false };
    await this.drawer.write(made);
    return made;
  }

  private async signed(slip: Slip, poll: string, spki: string, seat: string): Promise<Slip> {
    if (slip.signature) return slip;
    const answer = await this.patiently(() =>
      this.sending.credential(this.meeting, poll, seat, slip.blinded),
    );
    const signed = { ...slip, signature: await unblind(spki, slip, answer) };
    await this.drawer.write(signed);
    return signed;
  }

  /** Sends a slip's choice until it is stored or refused; `before` is what counts when it is refused. */
  private async deliver(slip: Slip, poll: string, before: Slip): Promise<void> {
    const { name, serial, signature, choices, change, key } = slip;
    if (choices === null || signature === null) return;
    this.show(name, { state: 'casting', choices, code: null });
    try {
      const proof = await prove(key, this.meeting, poll, choices, change);
      const ballot = { meeting: this.meeting, poll, serial, choices, signature, proof, change };
      // A moment of chance, so that what arrives does not tell who has just pressed.
      await this.pace.wait(this.pace.chance() * LONGEST_DELAY_MS);
      await this.patiently(() => this.sending.cast(ballot));
      await this.rewrite({ ...slip, stored: true });
      this.show(name, { state: 'cast', choices, code: null });
    } catch (problem) {
      if (passing(problem)) return; // the screen was closed while it was on its way; the next one goes on
      const kept = before.stored ? before : { ...slip, choices: null };
      await this.rewrite(kept);
      this.show(name, { state: 'failed', choices: kept.choices, code: codeOf(problem) });
    }
  }

  /** Writes a slip that is still there; what was swept meanwhile stays swept. */
  private async rewrite(slip: Slip): Promise<void> {
    if (await this.drawer.read(slip.name)) await this.drawer.write(slip);
  }

  private async patiently<T>(act: () => Promise<T>): Promise<T> {
    for (let pause = FIRST_RETRY_MS; ; pause = Math.min(pause * 2, LONGEST_RETRY_MS)) {
      try {
        return await act();
      } catch (problem) {
        if (this.ended || !passing(problem)) throw problem;
        await this.pace.wait(pause);
      }
    }
  }
}
