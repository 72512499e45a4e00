// The votes this machine is giving: what was sent and not yet recorded, and which paper was put aside.
// Decides nothing about who may vote; a ballot that got no answer is sent again for as long as the vote is open.
import { ApiError } from '../api/errors';
import type { View } from '../api/view';
import type { OwnBallot } from '../api/view/polls';
import { Observable } from '../lib/observable';
import { UNANSWERED } from './outbox';

/** A vote on its way. `recorded`: answered, though the view may not show it yet. */
export interface Casting {
  readonly choices: readonly string[];
  readonly phase: 'going' | 'recorded' | 'failed';
  readonly problem: ApiError | null;
}

export interface VotingState {
  /** By `poll/seat`. */
  readonly castings: Readonly<Record<string, Casting>>;
  /** The poll whose paper was put aside by hand. */
  readonly aside: string | null;
  /** The result that was put away or brought back by hand. */
  readonly shown: { readonly poll: string; readonly on: boolean } | null;
}

/** What a ballot paper tells of its vote; `waiting` for the line, `sent` and not answered. */
export type PaperState =
  | 'may_cast'
  | 'preparing'
  | 'waiting'
  | 'sent'
  | 'recorded'
  | 'failed'
  | 'elsewhere'
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
  if (casting?.phase === 'failed')
    return { state: 'failed', choices: casting.choices, problem: casting.problem };
  if (casting) return { state: 'recorded', choices: casting.choices, problem: null };
  return row.state === 'cast'
    ? { state: 'recorded', choices: row.choices ?? [], problem: null }
    : { state: 'may_cast', choices: [], problem: null };
}

/** Whether the paper still asks something of the person before it. */
export const isOpen = ({ state }: Paper): boolean =>
  state === 'may_cast' || state === 'preparing' || state === 'failed';

export class VotingStore extends Observable<VotingState> {
  constructor(private readonly meeting: Carrier) {
    super({ castings: {}, aside: null, shown: null });
  }

  /** Follows the meeting until the returned function is called. */
  start(): () => void {
    this.settle();
    return this.meeting.subscribe(() => this.settle());
  }

  paper(row: OwnBallot): Paper {
    return paperOf(row, this.get().castings[keyOf(row)], this.meeting.get().line === 'live');
  }

  /** Gives a vote; again for as long as no answer came and the poll is open. */
  async cast(row: OwnBallot, choices: readonly string[]): Promise<void> {
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

  private put(row: OwnBallot, casting: Casting): void {
    this.merge({ castings: { ...this.get().castings, [keyOf(row)]: casting } });
  }

  /** Forgets what the view tells by now, and what belongs to a poll that is over. */
  private settle(): void {
    const { view } = this.meeting.get();
    if (!view) return;
    const { castings } = this.get();
    const rows = new Map(view.me.ballots.map((row) => [keyOf(row), row]));
    const kept = Object.entries(castings).filter(([key, casting]) => {
      const row = rows.get(key);
      if (!row) return false;
      return !(
        casting.phase === 'recorded' &&
        (row.state !== 'may_cast' || equal(casting.choices, row.choices))
      );
    });
    if (kept.length < Object.keys(castings).length) this.merge({ castings: Object.fromEntries(kept) });
  }
}
