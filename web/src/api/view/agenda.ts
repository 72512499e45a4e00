// The agenda in a meeting's view: items with their times by the plan and by what has happened.
import type { Seat } from '../view';

export interface AgendaItem {
  readonly id: string;
  /** Empty for an internal item where this role may not know it. */
  readonly title: string;
  readonly rapporteur: string;
  readonly planned_s: number;
  readonly state: 'pending' | 'current' | 'done' | 'postponed';
  readonly started_at: string | null;
  /** Seconds spent before `started_at`; the running part is added by the reader of the clock. */
  readonly spent_s: number;
  /** Who reports on it. */
  readonly seats: readonly Seat[];
  /** Not for observers. */
  readonly internal: boolean;
  /** By the plan the session opened with; null while no item has a planned time. */
  readonly planned_at: string | null;
  /** As things stand; only of items still to come. In a recess the earliest. */
  readonly expected_at: string | null;
  readonly over_s: number;
  readonly postponed_reason: string;
  /** Whether it is to be voted on, or was. */
  readonly vote?: 'awaiting' | 'voted' | null;
}

export interface Agenda {
  readonly order: readonly string[];
  readonly items: Readonly<Record<string, AgendaItem>>;
  readonly current: string | null;
  readonly postponed: readonly string[];
}

/** The next item this seat, or its hall, reports on. */
export interface NextItem {
  readonly item: string;
  readonly planned_at: string | null;
  readonly expected_at: string | null;
}
