// The secret ballots of this browser: takes credentials as soon as a poll opens, casts with retry, survives reloads.
//
// Everything is on disk before it is sent: the blinded serial before it is signed, the choice before it is cast. A
// browser that is killed at any point goes on from there, and the box counts what comes twice once.
import { ApiError } from '../api/errors';
import { Observable } from '../lib/observable';
import { blind, prove, unblind } from './blind';
import { type Drawer, isUnderWay, type Slip } from './drawer';
import type { Sending } from './sending';

/**
 * none: nothing kept here. asking: the credential is on its way. ready: it is there. casting: the ballot is on its
 * way. cast: it is in the box. elsewhere: another device of this seat has the credential. failed: see `code`.
 * unconfirmed: the poll was over before an answer came, and the box may have it or not.
 */
export type SlipState =
  | 'none'
  | 'asking'
  | 'ready'
  | 'casting'
  | 'cast'
  | 'elsewhere'
  | 'failed'
  | 'unconfirmed';

/** What is to be told of a ballot when its poll is over: still asking, perhaps counted, or not in time. */
export type Ending = 'sending' | 'unconfirmed' | 'late';

export interface OwnBallot {
  readonly state: SlipState;
  /** What was sent; of one that was refused, what is in the box for sure. */
  readonly choices: readonly string[] | null;
  /** Why the last attempt was refused; null unless failed or elsewhere. */
  readonly code: string | null;
}

export interface Pace {
  /** Waits so many milliseconds. */
  wait(ms: number): Promise<void>;
  /** Between 0 and 1. */
  chance(): number;
  /** ms since 1970. */
  now(): number;
}

const NOTHING: OwnBallot = { state: 'none', choices: null, code: null };
const LONGEST_DELAY_MS = 1500;
/** What a ballot keeps of the time left for its way to the box. */
const WAY_MS = 2000;
/** Slips of other meetings are thrown away after so long: no poll takes a week. */
const KEPT_MS = 7 * 24 * 3600 * 1000;
const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 8000;
const COMING = new Set(['ballot.no_key', 'ballot.no_box']);
const TAKEN = 'ballot.credential_taken';
/** The browser could not write the ballot down, so it was not sent. */
export const NOT_KEPT = 'ballot.not_kept';
const OVER = new Set(['poll.closed', 'poll.not_open', 'poll.unknown']);
/** What is still told when its poll is over and the slip is gone. */
const TOLD: ReadonlySet<SlipState> = new Set(['unconfirmed', 'failed']);

const inTime: Pace = {
  wait: (ms) => new Promise((done) => setTimeout(done, ms)),
  chance: () => (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32,
  now: () => Date.now(),
};

const passing = (problem: unknown): boolean =>
  problem instanceof ApiError && (problem.passing || COMING.has(problem.code));

const codeOf = (problem: unknown): string => (problem instanceof ApiError ? problem.code : 'ballot.failed');

/** What is in the box for sure. */
const countsOf = (slip: Slip): readonly string[] | null =>
  slip.stored ? slip.choices : (slip.counts ?? null);

/** The slip with a vote to be sent. The number rises with every other choice, also after one that was refused. */
function votedIn(slip: Slip, choices: readonly string[]): Slip {
  const again = slip.choices !== null && slip.choices.join() === choices.join();
  const change = slip.choices === null || again ? slip.change : slip.change + 1;
  return { ...slip, choices, change, stored: again && slip.stored, refused: false, counts: countsOf(slip) };
}

/** The ballots of one meeting in this browser, by poll and seat. */
export class SecretBallots extends Observable<ReadonlyMap<string, OwnBallot>> {
  private readonly going = new Map<string, Promise<void>>();
  private ended = false;

  constructor(
    private readonly meeting: string,
    private readonly drawer: Drawer,
    private readonly sending: Sending,
    private readonly pace: Pace = inTime,
    private readonly slot: string | null = null,
  ) {
    super(new Map());
  }

  /** What this browser knows of a seat's ballot. */
  of(poll: string, seat: string): OwnBallot {
    return this.get().get(this.name(poll, seat)) ?? NOTHING;
  }

  /** What is to be told of the ballots of a poll that is over, the gravest; null where all is well. */
  ending(poll: string): Ending | null {
    const prefix = `${this.meeting}/${poll}/`;
    const own = [...this.get()].filter(([name]) => name.startsWith(prefix)).map(([, ballot]) => ballot);
    if (own.some(({ state }) => state === 'unconfirmed')) return 'unconfirmed';
    if (own.some(({ state, code }) => state === 'failed' && OVER.has(code ?? ''))) return 'late';
    return own.some(({ state }) => state === 'casting') ? 'sending' : null;
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

  /**
   * Casts, or votes otherwise; resolves when the ballot is in the box, refused or not to be kept here (see `of`). `leftMs`: how long the
   * poll still takes ballots, where that is known.
   */
  async cast(
    poll: string,
    seat: string,
    choices: readonly string[],
    leftMs = Number.POSITIVE_INFINITY,
  ): Promise<void> {
    const name = this.name(poll, seat);
    const delayMs = Math.min(LONGEST_DELAY_MS, Math.max(0, leftMs - WAY_MS));
    let counts: readonly string[] | null = null;
    try {
      await this.drawer.alone(name, async () => {
        const slip = await this.drawer.read(name);
        if (!slip?.signature)
          return this.show(name, { state: 'failed', choices: null, code: 'ballot.no_key' });
        counts = countsOf(slip);
        const next = votedIn(slip, [...choices].sort());
        await this.drawer.write(next);
        await this.deliver(next, poll, delayMs, false);
      });
    } catch {
      // Whatever the disk has against it: what is not written down is not sent.
      this.show(name, { state: 'failed', choices: counts, code: NOT_KEPT });
    }
  }

  /** Throws away what belongs to polls that are over, and what other meetings left long ago. */
  async sweep(running: (poll: string) => boolean): Promise<void> {
    const names = await this.drawer.names();
    await Promise.all(names.map((name) => this.drawer.alone(name, () => this.sweepOne(name, running))));
  }

  private async sweepOne(name: string, running: (poll: string) => boolean): Promise<void> {
    const prefix = `${this.meeting}/`;
    const slip = await this.drawer.read(name);
    if (slip === null) return;
    if (!name.startsWith(prefix)) {
      if ((slip.made ?? 0) < this.pace.now() - KEPT_MS) await this.drawer.remove(name);
      return;
    }
    const poll = name.slice(prefix.length).split('/')[0] ?? '';
    if (running(poll)) return;
    // Sent again, the server says whether it counts, also when the vote is over.
    if (isUnderWay(slip)) await this.deliver(slip, poll, 0, true);
    const known = this.get().get(name)?.state ?? 'none';
    if (known === 'casting') return; // the screen was closed meanwhile; the next one asks
    await this.drawer.remove(name);
    if (TOLD.has(known)) return;
    const left = new Map(this.get());
    left.delete(name);
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
        // It was decided before: no moment of chance again, perhaps the poll is about to close.
        if (isUnderWay(slip)) return this.deliver(slip, poll, 0, true);
        const counts = countsOf(slip);
        this.show(name, { state: counts ? 'cast' : 'ready', choices: counts, code: null });
      });
    } catch (problem) {
      if (passing(problem)) return;
      const code = codeOf(problem);
      // Nothing was cast, so there is nothing to tell when the poll was over before the credential came.
      const state = code === TAKEN ? 'elsewhere' : OVER.has(code) ? 'none' : 'failed';
      this.show(name, { state, choices: null, code });
    }
  }

  private async slip(name: string, spki: string): Promise<Slip> {
    const kept = await this.drawer.read(name);
    if (kept) return kept;
    const empty = { signature: null, choices: null, change: 0, stored: false };
    const made: Slip = {
      ...(await blind(spki)),
      ...empty,
      name,
      slot: this.slot,
      made: this.pace.now(),
    };
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

  /** Sends a slip's choice until it is stored or refused. `sent`: it may have been sent before. */
  private async deliver(slip: Slip, poll: string, delayMs: number, sent: boolean): Promise<void> {
    const { name, serial, signature, choices, change, key } = slip;
    if (choices === null || signature === null) return;
    this.show(name, { state: 'casting', choices, code: null });
    let unanswered = sent;
    try {
      const proof = await prove(key, this.meeting, poll, choices, change);
      const ballot = { meeting: this.meeting, poll, serial, choices, signature, proof, change };
      // A moment of chance, so that what arrives does not tell who has just pressed.
      await this.pace.wait(this.pace.chance() * delayMs);
      await this.patiently(async () => {
        try {
          await this.sending.cast(ballot);
        } catch (problem) {
          unanswered ||= passing(problem);
          throw problem;
        }
      });
    } catch (problem) {
      if (passing(problem)) return; // the screen was closed while it was on its way; the next one goes on
      await this.note({ ...slip, refused: true });
      const code = codeOf(problem);
      const state = unanswered && OVER.has(code) ? 'unconfirmed' : 'failed';
      return this.show(name, { state, choices: countsOf(slip), code });
    }
    await this.note({ ...slip, stored: true, counts: choices });
    this.show(name, { state: 'cast', choices, code: null });
  }

  /** Writes down what the box said of a slip that is still there; what was swept meanwhile stays swept. */
  private async note(slip: Slip): Promise<void> {
    try {
      if (await this.drawer.read(slip.name)) await this.drawer.write(slip);
    } catch {
      // On a disk that takes no more it stays under way: after a reload it is sent again and answered the same.
    }
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
