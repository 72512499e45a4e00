// Who is here: answers, presence, the roll, the quorum, seat plans, as the server sends them.

export type Presence = 'here' | 'left' | 'absent' | 'unknown';

export interface Invited {
  readonly name: string;
  readonly office: string;
}

/** A delegate's part of attendance; reasons and notes only where the role may read them. */
export interface Attending {
  readonly invited: Invited;
  readonly answer: 'attending' | 'absent' | null;
  readonly answer_reason?: string;
  readonly substitute: Invited | null;
  readonly presence: Presence;
  readonly late: boolean;
  readonly entered_at: string | null;
  readonly left_at: string | null;
  readonly roll_note?: string;
  /** The seat that marked. */
  readonly roll_by?: string;
}

export interface QuorumRule {
  readonly basis: 'delegates' | 'sites';
  readonly at_least: { readonly of: number; readonly parts: number; readonly over: boolean } | null;
  readonly count: number | null;
}

export interface Quorum {
  readonly basis: 'delegates' | 'sites';
  readonly of: number;
  readonly here: number;
  /** Null where no rule is set. */
  readonly need: number | null;
  readonly met: boolean | null;
  readonly rule: QuorumRule | null;
}

export interface CalledName {
  readonly seat: string;
  readonly name: string;
  readonly office: string;
  readonly site: string | null;
}

export interface RollFacts {
  readonly started_at: string | null;
  readonly finished_at: string | null;
  readonly called: CalledName | null;
  readonly next: string | null;
}

export interface SeatRow {
  readonly label: string;
  readonly places: readonly (string | null)[];
}

/** What only one's own hall or oneself may read. */
export interface OwnHall {
  readonly checkin_code: string | null;
  readonly seating: readonly SeatRow[];
  readonly own_notes: Readonly<Record<string, { readonly reason: string; readonly note: string }>>;
}
