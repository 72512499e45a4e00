// Votes as the server sends them: what is voted on, by which rules, how far it is, and what came of it.
import type { Ordered, Seat } from '../view';

export type PollPhase = 'draft' | 'checking' | 'open' | 'counting' | 'closed' | 'cancelled';
export type Unit = 'delegates' | 'sites';
export type Outcome = 'carried' | 'rejected' | 'no_quorum' | 'tied' | 'void';

export interface PollOption {
  /** `yes`, `no`, `abstain`, or `o1`, `o2`, … */
  readonly id: string;
  /** Empty where the screen has its own word. */
  readonly label: string;
}

export interface Fraction {
  readonly of: number;
  readonly parts: number;
  /** More than that share, not just as much. */
  readonly over: boolean;
}

export interface Majority extends Fraction {
  readonly base: 'cast' | 'present' | 'entitled';
}

export interface PollQuorum {
  readonly counted: 'present' | 'cast';
  readonly at_least: Fraction | null;
  readonly count: number | null;
}

export interface Turnout {
  readonly entitled: number;
  readonly present: number;
  /** Null while a secret poll is open. */
  readonly cast: number | null;
  readonly credentials: number;
  readonly basis: Unit;
  readonly invited: number;
  readonly here: number;
  readonly counted: 'present' | 'cast';
  readonly need: number | null;
}

export interface Count {
  readonly choice: string;
  readonly count: number;
}

export interface HandCount {
  readonly site: Seat;
  readonly cast: number;
  /** Empty until the result is released. */
  readonly counts: readonly Count[];
  readonly by: Seat;
  readonly at: string;
  /** Ballots by device that it replaced. */
  readonly voided: number;
}

export interface NamedBallot {
  readonly seat: Seat;
  readonly name: string;
  readonly office: string;
  readonly site: Seat | null;
  /** Empty: did not vote, or voted by hands. */
  readonly choices: readonly string[];
  readonly by: Seat | null;
  readonly by_hands: boolean;
}

export interface PollResult {
  readonly entitled: number;
  readonly present: number;
  readonly cast: number;
  readonly by_hands: number;
  readonly counts: readonly (Count & { readonly by_hands: number })[];
  readonly quorum_met: boolean | null;
  /** Whom a quorum of those present counted; null where it went by the opening alone. */
  readonly here: number | null;
  /** Votes needed; null where the most votes carry. */
  readonly need: number | null;
  readonly outcome: Outcome;
  readonly carried: boolean;
  readonly chosen: readonly string[];
  readonly tied: readonly string[];
  /** Empty for a secret poll. */
  readonly ballots: readonly NamedBallot[];
}

export interface PollPlan {
  readonly question: string;
  readonly item: string | null;
  readonly unit: Unit;
  readonly kind: 'yes_no' | 'list';
  readonly options: readonly PollOption[];
  readonly most: number;
  readonly secret: boolean;
  readonly revocable: boolean;
  readonly chair_first: boolean;
  readonly entitled_rule: 'invited' | 'present';
  readonly chairs: boolean;
  readonly proxies: number;
  readonly for_s: number | null;
  readonly quorum: PollQuorum | null;
  readonly majority: Majority | null;
}

export interface Poll extends PollPlan {
  readonly id: string;
  readonly state: PollPhase;
  readonly created_at: string;
  readonly opened_at: string | null;
  readonly closes_at: string | null;
  readonly closed_at: string | null;
  readonly released_at: string | null;
  readonly cancelled_reason: string;
  readonly turnout: Turnout | null;
  readonly ready: { readonly asked: number; readonly ready: number } | null;
  /** The public key of a secret poll, from shortly after its opening. */
  readonly key: string | null;
  readonly hands: readonly HandCount[];
  readonly result: PollResult | null;
}

/** A recorded authority to vote for somebody else. */
export interface Authority {
  readonly id: string;
  readonly grantor: Seat;
  readonly grantor_name: string;
  readonly holder: Seat;
  readonly holder_name: string;
  readonly document: string;
  /** Null: in every poll. */
  readonly poll: string | null;
  readonly by: Seat;
  readonly at: string;
}

export interface Polls extends Ordered<Poll> {
  readonly open: string | null;
  readonly proxies: readonly Authority[];
}

/** A vote this seat gives in the open poll, its own or by proxy. */
export interface OwnBallot {
  readonly poll: string;
  readonly seat: Seat;
  readonly name: string;
  readonly proxy: boolean;
  /** A secret ballot stays `may_cast`: only this machine knows more. */
  readonly state: 'may_cast' | 'cast' | 'by_hands' | 'given_away';
  readonly choices: readonly string[] | null;
  readonly credential: boolean;
}

/** An authority on record by which nobody votes for another in this poll. */
export interface WithoutEffect {
  readonly proxy: string;
  readonly reason: 'no_proxies' | 'holder_no_voter' | 'grantor_no_voter';
}

/** What only those who run a vote see. */
export interface PollDesk {
  readonly without_effect: readonly WithoutEffect[];
  readonly not_ready: readonly Seat[];
  readonly not_cast: readonly Seat[];
  readonly halls: readonly {
    readonly site: Seat;
    readonly voters: number;
    readonly cast: number;
    readonly by_hands: boolean;
  }[];
  /** Null also for the secretary until it is released. */
  readonly result: PollResult | null;
}

/** A hall's own part in a vote by name: its clerk may count hands. */
export interface HallPoll {
  readonly poll: string;
  readonly voters: number;
  readonly cast: number;
  readonly counts: readonly Count[] | null;
}

/** Votes in one's own corner of the view. */
export interface OwnPolls {
  readonly ballots: readonly OwnBallot[];
  readonly ready: { readonly poll: string; readonly ready: boolean | null } | null;
  readonly poll_desk: Readonly<Record<string, PollDesk>>;
  readonly hall_poll: HallPoll | null;
}
