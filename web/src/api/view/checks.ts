// The line check as the server shows it: to officers every hall's results, to a hall its own.
import type { Seat } from '../view';

export const STEPS = ['camera', 'microphone', 'echo', 'page', 'round_trip'] as const;
export type CheckStep = (typeof STEPS)[number];
export type CheckOutcome = 'passed' | 'failed' | 'skipped';

export interface CheckMeasure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
}

export interface CheckResult {
  readonly result: CheckOutcome;
  readonly code: string;
  readonly value: number | null;
  readonly unit: string;
  readonly measures: readonly CheckMeasure[];
  readonly at: string;
  readonly by: Seat;
  readonly by_hand: boolean;
  readonly note: string;
  /** Found before the hall last connected or changed the device. */
  readonly stale: boolean;
}

export type CheckResults = Readonly<Partial<Record<CheckStep, CheckResult>>>;

export interface SiteCheck {
  readonly ready: boolean;
  readonly stale: boolean;
  readonly todo: readonly CheckStep[];
  readonly steps: CheckResults;
}

export interface CheckAlarm {
  readonly minutes: number;
  readonly at: string;
  /** The planned opening it was about. */
  readonly opening: string;
  readonly missing: readonly Seat[];
}

export interface Checks {
  readonly run: {
    readonly started_at: string;
    readonly finished_at: string | null;
    readonly by: Seat;
  } | null;
  readonly sites: Readonly<Record<Seat, SiteCheck>>;
  readonly alarms: readonly CheckAlarm[];
}
