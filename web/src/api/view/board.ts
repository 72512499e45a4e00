// The control room's board as the server sends it: whole over HTTP, then changes by the signal `board`.
import type { Seat } from '../view';

/** What can be wrong with a line, and with the machinery itself; the server decides. */
export type LineWarning =
  | 'site.offline'
  | 'site.no_media'
  | 'site.muted_at_device'
  | 'site.silent_in_turn'
  | 'site.sends_closed'
  | 'site.echo'
  | 'site.lossy'
  | 'site.black'
  | 'site.frozen'
  | 'site.slow'
  | 'site.battery'
  | 'site.papers'
  | 'site.clipping'
  | 'site.no_camera'
  | 'site.hidden'
  | 'site.not_following'
  | 'site.tcp_only'
  | 'site.clock'
  | 'site.relayed';
export type MachineryWarning = 'clock.jumped' | 'media.unreachable';
export type Level = 'alarm' | 'warning' | 'notice' | 'ok';

/** Rates in bits per second, loss from 0 to 1; null: nobody knows. */
export interface BoardRow {
  readonly up_bps: number | null;
  readonly down_bps: number | null;
  readonly loss_up: number | null;
  readonly loss_down: number | null;
  readonly rtt_ms: number | null;
  readonly path: 'udp' | 'tcp' | 'turn' | null;
  readonly quality: number | null;
  readonly media: boolean;
  readonly picture: 'ok' | 'black' | 'frozen' | 'off' | null;
  readonly sound: 'ok' | 'silent' | 'clipping' | 'echo' | 'off' | null;
  readonly battery: number | null;
  readonly charging: boolean | null;
  readonly browser: string | null;
  readonly hidden: boolean | null;
  readonly follows: boolean | null;
  readonly clock_ms: number | null;
  /** Papers on the machine, of how many, and what share of their bytes. */
  readonly papers_held: number | null;
  readonly papers_of: number | null;
  readonly papers_share: number | null;
  readonly warnings: readonly LineWarning[];
  readonly score: number;
  readonly level: Level;
}

export const SERIES = ['up_bps', 'down_bps', 'loss_up', 'loss_down', 'rtt_ms'] as const;
export type Series = (typeof SERIES)[number];
type Values = { readonly [S in Series]: readonly (number | null)[] };

/** The last hour of one line: a value every `step_s` seconds from `t0` on. */
export interface LineHistory extends Values {
  readonly t0: string;
  readonly step_s: number;
}

export interface Alarm {
  readonly code: MachineryWarning;
  readonly at: string;
  readonly by_s?: number;
}

export interface WholeBoard {
  readonly now: string;
  readonly since: string;
  readonly alarms: readonly Alarm[];
  readonly rows: Readonly<Record<Seat, BoardRow>>;
  readonly history: Readonly<Record<Seat, LineHistory>>;
}

export type Point = { readonly t: string } & { readonly [S in Series]: number | null };

export interface BoardChange {
  readonly now: string;
  readonly alarms: readonly Alarm[];
  readonly rows: Readonly<Record<Seat, BoardRow>>;
  readonly points?: Readonly<Record<Seat, Point>>;
}
