// The floor and the questioning as the server sends them. Mirrors rooms' floor view.
import type { Seat } from '../view';

/** What a turn is for; `question` and `answer` come from the questioning, the others are asked for. */
export type RequestKind = 'speech' | 'point_of_order' | 'answer_back' | 'question' | 'answer';
/** How speeches are ordered: by request, least heard first, by rank, or by hand. */
export type ListRule = 'request' | 'least' | 'rank' | 'hand';

export interface FloorRequest {
  readonly id: string;
  readonly seat: Seat;
  readonly site: Seat | null;
  readonly delegate: string | null;
  readonly name: string;
  readonly office: string;
  readonly topic: string;
  readonly item: string | null;
  readonly requested_at: string;
  readonly state: 'waiting' | 'granted';
  readonly granted_at: string | null;
  readonly limit_s: number | null;
  readonly kind: RequestKind;
  /** The question this turn asks or answers. */
  readonly question: string | null;
  /** The page that comes up with the turn. */
  readonly paper: string | null;
  readonly page: number;
  /** The hall that asked for its delegate. */
  readonly by: Seat | null;
  readonly rank: number;
  /** Since when the turn's clock runs; null while it stands. */
  readonly running_since: string | null;
  /** Seconds spoken before `running_since`. */
  readonly spent_s: number;
  readonly paused: boolean;
  /** The turn that interrupted this one: its microphone is closed and its clock stands until that ends. */
  readonly held_by: string | null;
  readonly warn_s: number;
  /** Only while the clock runs towards a limit. */
  readonly ends_at: string | null;
  /** When the chair last rang the bell for this turn. */
  readonly rang_at: string | null;
}

/** The list of speakers of one agenda item. */
export interface SpeakersList {
  readonly item: string | null;
  readonly open: boolean;
  readonly rule: ListRule;
  readonly turn_s: number | null;
  readonly site_s: number | null;
  readonly warn_s: number;
  readonly queue: readonly string[];
}

/** What one site has spoken: today, to the item under discussion, and over the latest closed meetings. */
export interface Spoken {
  readonly today_s: number;
  readonly turns: number;
  readonly item_s: number;
  readonly recent_s: number;
  readonly recent_turns: number;
  readonly recent_meetings: number;
}

export interface Floor {
  readonly max_open: number;
  readonly holders: readonly string[];
  /** The current list in the order in which it will be heard. */
  readonly queue: readonly string[];
  readonly requests: Readonly<Record<string, FloorRequest>>;
  /** By agenda item; `-` is for what belongs to none. */
  readonly lists: Readonly<Record<string, SpeakersList>>;
  readonly current_list: string;
  readonly spoken: Readonly<Record<Seat, Spoken>>;
}

export type QuestionState = 'waiting' | 'asking' | 'asked' | 'answering' | 'answered' | 'closed';

/** A question to an office, from its asking to the end of its answer. */
export interface Question {
  readonly id: string;
  readonly seat: Seat;
  readonly site: Seat | null;
  readonly delegate: string | null;
  readonly name: string;
  readonly office: string;
  readonly to: Seat;
  readonly to_site: Seat | null;
  readonly to_name: string;
  readonly to_office: string;
  readonly text: string;
  readonly item: string | null;
  readonly asked_at: string;
  readonly state: QuestionState;
  readonly turns: readonly string[];
}
