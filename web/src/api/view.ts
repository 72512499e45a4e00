// The view of a meeting as the server sends it to one role. Mirrors rooms' view; times are ISO 8601 UTC, durations seconds.

import type { Agenda, NextItem } from './view/agenda';
import type { Attending, OwnHall, Quorum, RollFacts, SeatRow } from './view/attendance';
import type { CheckResults, CheckStep, Checks } from './view/checks';
import type { Floor, Question } from './view/floor';
import type { Papers } from './view/papers';
import type { OwnPolls, Polls } from './view/polls';
import type { Notice, Program } from './view/program';
import type { Secrecy } from './view/secrecy';
import type { OwnRemote, OwnTalkback, Remote, Talkbacks } from './view/talkback';

export type { AgendaItem } from './view/agenda';
export type { Floor, FloorRequest } from './view/floor';
export type { Paper } from './view/papers';

export type Seat = string;
export type Role = 'chair' | 'deputy' | 'secretary' | 'technician' | 'site' | 'delegate' | 'observer';
export type MeetingPhase =
  | 'draft'
  | 'scheduled'
  | 'line_check'
  | 'in_session'
  | 'recess'
  | 'closed'
  | 'archived'
  | 'cancelled';
export type Microphone = 'closed' | 'asked' | 'open' | 'muted';
export type Roll = 'unknown' | 'present' | 'absent' | 'late' | 'excused';

export interface MeetingFacts {
  readonly id: string;
  readonly title: string;
  readonly state: MeetingPhase;
  readonly scheduled_at: string | null;
  readonly planned_s: number;
  readonly opened_at: string | null;
  readonly closed_at: string | null;
  readonly recess_since: string | null;
  readonly cancelled_for: string;
  readonly auto_record: boolean;
}

export interface RecordingFacts {
  readonly on: boolean;
  readonly since: string | null;
  readonly decided_by: string | null;
  readonly alarm: string | null;
}

export interface Site {
  readonly seat: Seat;
  readonly code: string;
  readonly name: string;
  readonly short_name: string;
  readonly kind: string;
  readonly present: boolean;
  readonly since: string | null;
  readonly lost_at: string | null;
  readonly roll: Roll;
  readonly roll_note?: string;
  readonly microphone: Microphone;
  readonly camera: boolean;
  readonly screen_allowed: boolean;
  readonly may_present: boolean;
  readonly delegates: readonly string[];
}

export interface Officer {
  readonly seat: Seat;
  readonly name: string;
  readonly office: string;
  readonly role: Role;
  readonly order: number;
  readonly present: boolean;
  readonly since: string | null;
  readonly lost_at: string | null;
  readonly roll: Roll;
  readonly microphone: Microphone;
}

export interface Delegate extends Attending {
  readonly id: string;
  readonly seat: Seat;
  readonly name: string;
  readonly office: string;
  readonly site: Seat;
  readonly present: boolean;
  readonly roll: Roll;
  readonly checked_in_at: string | null;
}

export interface Front {
  readonly paper: string | null;
  readonly page: number;
  readonly by: Seat | null;
  readonly at: string | null;
}

export interface ChatLine {
  readonly id: string;
  readonly seat: Seat;
  readonly name: string;
  readonly text: string;
  readonly at: string;
}

export interface Decision {
  readonly id: string;
  readonly text: string;
  readonly item: string | null;
  readonly at: string;
  readonly by: Seat;
}

export interface Denied {
  readonly request: string;
  readonly topic: string;
  readonly reason: string;
  readonly at: string;
  /** Whose turn it was, where a hall is told about its delegate; null or absent for one's own. */
  readonly delegate?: string | null;
}

/** How the last turn of this seat ended. */
export interface Ending {
  readonly request: string;
  readonly cause: string;
  readonly reason: string;
  readonly at: string;
  /** Whose turn it was, where a hall is told about its delegate; null or absent for one's own. */
  readonly delegate?: string | null;
}

export interface Me extends OwnHall, OwnPolls {
  readonly seat: Seat;
  readonly role: Role;
  readonly name: string;
  readonly site: Seat | null;
  readonly presides: boolean;
  readonly microphone: Microphone;
  readonly request: string | null;
  /** Every live request of this seat. */
  readonly requests: readonly string[];
  readonly holds_floor: boolean;
  readonly rights: { readonly camera: boolean; readonly microphone: boolean; readonly screen: boolean };
  readonly may_present: boolean;
  /** Whether this seat may draw on the page in front. */
  readonly may_mark?: boolean;
  readonly can: readonly string[];
  readonly admitted?: boolean;
  readonly mute_reason?: string | null;
  /** Steps of the line check this hall is asked to do, and what its own came to. */
  readonly check?: readonly CheckStep[];
  readonly checked?: CheckResults;
  readonly denied?: Denied | null;
  readonly ended?: Ending | null;
  /** The code of what keeps this seat out of picture and sound for now. */
  readonly barred: string | null;
  readonly next_item: NextItem | null;
  /** What is asked of this machine now. */
  readonly remote: OwnRemote | null;
  /** Who speaks to this hall beside the meeting. */
  readonly talkback: OwnTalkback | null;
  /** What is written over this seat's screens alone. */
  readonly messages: readonly Notice[];
}

export interface Ordered<T> {
  readonly order: readonly string[];
  readonly items: Readonly<Record<string, T>>;
}

export interface View {
  readonly meeting: MeetingFacts;
  readonly recording: RecordingFacts;
  readonly presiding: Seat | null;
  readonly roll: RollFacts;
  readonly quorum: Quorum;
  /** Seat plans by hall, for who leads or prepares; empty for others. */
  readonly seating: Readonly<Record<Seat, readonly SeatRow[]>>;
  readonly sites: Readonly<Record<Seat, Site>>;
  readonly officers: Readonly<Record<Seat, Officer>>;
  readonly delegates: Readonly<Record<string, Delegate>>;
  /** The line check; null for who has no business with it. */
  readonly checks?: Checks | null;
  readonly agenda: Agenda;
  readonly remotes: Ordered<Remote>;
  readonly talkbacks: Talkbacks;
  readonly floor: Floor;
  readonly questions: Ordered<Question>;
  readonly papers: Papers;
  readonly front: Front;
  readonly secrecy: Secrecy;
  readonly program: Program;
  /** Absent for observers. */
  readonly chat?: readonly ChatLine[];
  readonly decisions: Ordered<Decision>;
  readonly polls: Polls;
  readonly me: Me;
}
