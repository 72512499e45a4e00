// The papers in a meeting's view: what is said about each, which version stands, until when they are due.
import type { Seat } from '../view';

export const PAPER_KINDS = [
  'report',
  'submission',
  'draft_resolution',
  'decision',
  'plan',
  'dispatch',
  'invitation',
  'minutes',
  'appendix',
  'other',
] as const;
export type PaperKind = (typeof PAPER_KINDS)[number];

export interface Withdrawal {
  readonly at: string;
  readonly by: Seat;
  /** Empty for observers. */
  readonly reason: string;
}

/** What is said about a paper, before it is in the meeting and in it. */
export interface Said {
  readonly title: string;
  readonly item: string | null;
  /** Number and symbol, `152/BC-UBND`. */
  readonly number: string;
  readonly issuer: string;
  /** The day on it, `2026-11-20`, or empty. */
  readonly dated: string;
  readonly kind: PaperKind;
  readonly marking: string;
  /** The seat that submitted it. */
  readonly unit: Seat | null;
}

export interface Paper extends Said {
  readonly id: string;
  readonly pages: number;
  readonly size: number;
  readonly sha256: string;
  readonly version: number;
  readonly replaced_at: string | null;
  /** What is said to have changed with this version. */
  readonly note: string;
  /** When and why it was taken back; its file is closed then. */
  readonly withdrawn: Withdrawal | null;
}

/** What one item says about its papers where it differs from the meeting. */
export interface Due {
  readonly due_at: string | null;
  readonly wanted: boolean;
}

export interface Papers {
  readonly order: readonly string[];
  readonly items: Readonly<Record<string, Paper>>;
  readonly due_at: string | null;
  readonly dues: Readonly<Record<string, Due>>;
}
