// The votes this machine is giving, by name and secret: what was sent and not yet recorded, and which paper was put aside.
// Decides nothing about who may vote; a ballot that got no answer is sent again for as long as the vote is open.
import { ApiError } from '../api/errors';
import type { View } from '../api/view';
import type { OwnBallot, Poll } from '../api/view/polls';
import type { Ending, SlipState } from '../ballots';
import { Observable } from '../lib/observable';
import { UNANSWERED } from './outbox';

/** A vote on its way. `recorded`: answered, though the view may not show it yet. */
export interface Casting {
  readonly choices: readonly string[];
  readonly phase: 'going' | 'recorded' | 'failed';
  readonly problem: ApiError | null;
}

/** A vote whose poll is over. */
interface Missed {
  readonly ending: Ending;
  readonly choices: readonly string[];
}

export interface VotingState {
  /** By `poll/seat`. */
  readonly castings: Readonly<Record<string, Casting>>;
  /** By `poll/seat`, votes by name given here that were not recorded before their poll was over, as far as is known. */
  readonly missed: Readonly<Record<string, Missed>>;
  /** The poll whose paper was put aside by hand. */
  readonly aside: string | null;
  /** The result that was put away or brought back by hand. */
  readonly shown: { readonly poll: string; readonly on: boolean } | null;
  /** Whether secret ballots can be kept in this browser; null until it was tried. */
  readonly keeps: boolean | null;
}

/** What a ballot paper tells of its vote; `waiting` for the line, `sent` and not answered. */
export type PaperState =
  | 'may_cast'
  | 'preparing'
  | 'waiting'
  | 'sent'
  | 'recorded'
  | 'failed'
  | 'unconfirmed'
  | 'elsewhere'
  | 'impossible'
  | 'by_hands'
  | 'given_away';

export interface Paper {
  readonly state: PaperState;
  readonly choices: readonly string[];
  readonly problem: ApiError | null;
}

/** The part of a meeting's store that carries votes. */
export interface Carrier {
  get(): { readonly view: View | null; readonly line: string };
  subscribe(listener: () => void): () => void;
  command(type: string, data: object): Promise<number>;
  /** The server's clock. */
  readonly clock: { now(): number };
}

/** The part of this browser's secret ballots that votes go through. */
export interface SecretBox {
  subscribe(listener: () => void): () => void;
  of(poll: string, seat: string): SecretSlip;
  ensure(poll: string, spki: string, seat: string): Promise<void>;
  cast(poll: string, seat: string, choices: readonly string[], leftMs?: number): Promise<void>;
  ending(poll: string): Ending | null;
  sweep(running: (poll: string) => boolean): Promise<void>;
  end(): void;
}

interface SecretSlip {
  readonly state: SlipState;
  readonly choices: readonly string[] | null;
  readonly code: string | null;
}

export const keyOf = (row: Pick<OwnBallot, 'poll' | 'seat'>): string => `${row.poll}/${row.seat}`;

const equal = (a: readonly string[], b: readonly string[] | null) =>
  b !== null && a.length === b.length && a.every((one) => b.includes(one));

/** How a vote by name stands, from what the server knows and what is under way here. */
export function paperOf(row: OwnBallot, casting: Casting | undefined, live: boolean): Paper {
  if (row.state === 'by_hands' || row.state === 'given_away')
    return { state: row.state, choices: [], problem: null };
  if (casting?.phase === 'going')
    return { state: live ? 'sent' : 'waiting', choices: casting.choices, problem: null };
  // A vote whose answer was lost and that was refused when sent again counts all the same.
  const counts = row.state === 'cast' && casting !== undefined && equal(casting.choices, row.choices);
  if (casting?.phase === 'failed' && !counts)
    return { state: 'failed', choices: casting.choices, problem: casting.problem };
  if (casting) return { state: 'recorded', choices: casting.choices, problem: null };
  return row.state === 'cast'
    ? { state: 'recorded', choices: row.choices ?? [], problem: null }
    : { state: 'may_cast', choices: [], problem: null };
}

const SLIPS: Readonly<Record<SlipState, PaperState>> = {
  none: 'preparing',
  asking: 'preparing',
  ready: 'may_cast',
  casting: 'sent',
  cast: 'recorded',
  elsewhere: 'elsewhere',
  failed: 'failed',
  unconfirmed: 'unconfirmed',
};

/** How a secret vote stands, which only this browser knows. */
export function secretPaperOf(row: OwnBallot, slip: SecretSlip, live: boolean): Paper {
  if (row.state === 'given_away') return { state: 'given_away', choices: [], problem: null };
  const state = slip.state === 'casting' && !live ? 'waiting' : SLIPS[slip.state];
  const problem = slip.state === 'failed' ? new ApiError(slip.code ?? '', '', 0) : null;
  return { state, choices: slip.choices ?? [], problem };
}

/** Whether the paper still asks something of the person before it. */
export const isOpen = ({ state }: Paper): boolean =>
  state === 'may_cast' || state === 'preparing' || state === 'failed';

/** Whether a vote can be taken back: one by name that the server is known to have. A secret one is only changed. */
export const mayWithdraw = (
  poll: Pick<Poll, 'secret' | 'revocable'>,
  row: OwnBallot,
  paper: Paper,
): boolean => poll.revocable && !poll.secret && row.state === 'cast' && paper.state === 'recorded';

/** What became of a vote by name that was refused like this and whose poll is over. */
const ENDINGS: Readonly<Record<string, Ending>> = { [UNANSWERED]: 'unconfirmed', 'poll.closed': 'late' };

/** Once the result is shown, who voted how tells whether a vote without an answer counts. */
function endingOf(poll: Poll, seat: string, { ending, choices }: Missed): Ending | null {
  const counted = poll.result?.ballots.find((one) => one.seat === seat);
  if (!counted) return ending;
  if (counted.by_hands) return null; // the hall counted hands in its place
  return equal(choices, counted.choices) ? null : 'late';
}

/** Whether a vote on its way is still of interest; `row` is missing where its poll is over. */
function stays(casting: Casting, row: OwnBallot | undefined): boolean {
  if (!row) return casting.phase === 'going';
  return casting.phase !== 'recorded' || (row.state === 'may_cast' && !equal(casting.choices, row.choices));
}

export class VotingStore extends Observable<VotingState> {
  private box: SecretBox | null = null;
  private opening: Promise<void> | null = null;
  private running = false;
  private swept: string | null = null;

  constructor(
    private readonly meeting: Carrier,
    private readonly openBox: () => Promise<SecretBox>,
  ) {
    super({ castings: {}, missed: {}, aside: null, shown: null, keeps: null });
  }

  /** Follows the meeting until the returned function is called. */
  start(): () => void {
    this.running = true;
    this.follow();
    const stop = this.meeting.subscribe(() => this.follow());
    return () => {
      stop();
      this.running = false;
      this.box?.end();
      this.box = null;
      this.opening = null;
      this.swept = null;
    };
  }

  paper(row: OwnBallot): Paper {
    const { view, line } = this.meeting.get();
    if (!view?.polls.items[row.poll]?.secret)
      return paperOf(row, this.get().castings[keyOf(row)], line === 'live');
    if (this.get().keeps === false) return { state: 'impossible', choices: [], problem: null };
    const slip = this.box?.of(row.poll, row.seat) ?? { state: 'none', choices: null, code: null };
    return secretPaperOf(row, slip, line === 'live');
  }

  /** Gives a vote, by name or secretly as the poll is. */
  cast(row: OwnBallot, choices: readonly string[]): Promise<void> {
    const secret = this.meeting.get().view?.polls.items[row.poll]?.secret;
    return secret ? this.castSecretly(row, choices) : this.castByName(row, choices);
  }

  private async castSecretly(row: OwnBallot, choices: readonly string[]): Promise<void> {
    const key = this.meeting.get().view?.polls.items[row.poll]?.key;
    // What failed may lack its credential: asking again is safe, the server answers the same.
    if (key && this.box?.of(row.poll, row.seat).state === 'failed')
      await this.box.ensure(row.poll, key, row.seat);
    await this.box?.cast(row.poll, row.seat, choices, this.leftMs(row.poll));
  }

  /** How long a poll that closes by itself still takes ballots. */
  private leftMs(poll: string): number {
    const at = this.meeting.get().view?.polls.items[poll]?.closes_at;
    return at ? Date.parse(at) - this.meeting.clock.now() : Number.POSITIVE_INFINITY;
  }

  /** What is to be told here of the votes given in a poll that is over; null where all of them are counted. */
  ending(poll: Poll): Ending | null {
    if (poll.state !== 'counting' && poll.state !== 'closed') return null;
    if (poll.secret) return this.box?.ending(poll.id) ?? null;
    const own = `${poll.id}/`;
    const { castings, missed } = this.get();
    const left = Object.entries(missed)
      .filter(([key]) => key.startsWith(own))
      .map(([key, one]) => endingOf(poll, key.slice(own.length), one));
    if (left.includes('unconfirmed')) return 'unconfirmed';
    if (left.includes('late')) return 'late';
    return Object.keys(castings).some((key) => key.startsWith(own)) ? 'sending' : null;
  }

  /** Again for as long as no answer came and the poll is open. */
  private async castByName(row: OwnBallot, choices: readonly string[]): Promise<void> {
    const casting: Casting = { choices, phase: 'going', problem: null };
    this.put(row, casting);
    const data = { poll: row.poll, choices, seat: row.seat };
    for (;;) {
      const problem = await this.try(data);
      // Another press on this paper has taken the place of this one.
      if (this.get().castings[keyOf(row)] !== casting) return;
      if (problem?.code === UNANSWERED && this.meeting.get().view?.polls.open === row.poll) continue;
      this.put(row, { ...casting, phase: problem ? 'failed' : 'recorded', problem });
      return this.settle();
    }
  }

  putAside(poll: string): void {
    this.merge({ aside: poll });
  }

  show(poll: string, on: boolean): void {
    this.merge({ shown: { poll, on } });
  }

  private async try(data: object): Promise<ApiError | null> {
    try {
      await this.meeting.command('ballot.cast', data);
      return null;
    } catch (problem) {
      if (problem instanceof ApiError) return problem;
      throw problem;
    }
  }

  private follow(): void {
    this.settle();
    const { view } = this.meeting.get();
    const open = view?.polls.open ? view.polls.items[view.polls.open] : undefined;
    if (view && open?.secret && view.me.ballots.length > 0) this.keep(view, open);
    if (view) this.sweep(view);
  }

  /**
   * Throws away how this machine voted in polls that are over, also when it was closed as they ended. What this
   * view does not know stays: another tab may be further on.
   */
  private sweep(view: View): void {
    const over = view.polls.order.filter((id) => {
      const poll = view.polls.items[id];
      return poll?.secret && (poll.state === 'closed' || poll.state === 'cancelled');
    });
    if (!this.box) {
      if (over.length > 0) this.opening ??= this.open();
    } else if (this.swept !== over.join()) {
      this.swept = over.join();
      void this.box.sweep((poll) => !over.includes(poll));
    }
  }

  /** Takes the credentials of an open secret poll as soon as there are any, not when somebody presses. */
  private keep(view: View, poll: Poll): void {
    if (!this.box) {
      this.opening ??= this.open();
      return;
    }
    if (poll.key === null || poll.state !== 'open') return;
    for (const row of view.me.ballots) {
      if (row.state !== 'may_cast' || this.box.of(poll.id, row.seat).state !== 'none') continue;
      void this.box.ensure(poll.id, poll.key, row.seat);
    }
  }

  private async open(): Promise<void> {
    try {
      const box = await this.openBox();
      if (!this.running) return box.end();
      this.box = box;
      box.subscribe(() => this.set({ ...this.get() }));
      this.merge({ keeps: true });
      this.follow();
    } catch {
      // Private windows and pages without TLS keep nothing: the paper says so.
      this.merge({ keeps: false });
    }
  }

  private put(row: OwnBallot, casting: Casting): void {
    this.merge({ castings: { ...this.get().castings, [keyOf(row)]: casting } });
  }

  /** Forgets what the view tells by now, and of a poll that is over all but what was not counted in time. */
  private settle(): void {
    const { view } = this.meeting.get();
    if (!view) return;
    const { castings } = this.get();
    const rows = new Map(view.me.ballots.map((row) => [keyOf(row), row]));
    const kept = Object.entries(castings).filter(([key, casting]) => stays(casting, rows.get(key)));
    if (kept.length === Object.keys(castings).length) return;
    const missed = { ...this.get().missed };
    for (const [key, { choices, phase, problem }] of Object.entries(castings)) {
      const ending = rows.has(key) || phase !== 'failed' ? undefined : ENDINGS[problem?.code ?? ''];
      if (ending) missed[key] = { ending, choices };
    }
    this.merge({ castings: Object.fromEntries(kept), missed });
  }
}
