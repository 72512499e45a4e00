// What one line carries and loses, read from WebRTC statistics. Pure: two readings in, figures out.
import { type MediaPath, readPath } from './path';

export type Entry = Readonly<Record<string, unknown>>;
export type Report = ReadonlyMap<string, Entry>;

export interface LineStats {
  readonly up_bps: number | null;
  readonly down_bps: number | null;
  readonly rtt_ms: number | null;
  readonly loss_up: number | null;
  readonly loss_down: number | null;
  readonly path: 'udp' | 'tcp' | 'turn' | null;
}

const PATHS: Readonly<Record<MediaPath['protocol'], 'udp' | 'tcp' | 'turn'>> = {
  udp: 'udp',
  tcp: 'tcp',
  relay: 'turn',
};

function of(report: Report, type: string): Entry[] {
  return [...report.values()].filter((entry) => entry.type === type);
}

function number(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}

function sum(entries: readonly Entry[], field: string): number {
  return entries.reduce((total, entry) => total + number(entry[field]), 0);
}

/** Bits per second between two readings; null when the counter began anew. */
function rate(before: Report, now: Report, field: string, spanMs: number): number | null {
  const octets = sum(of(now, 'transport'), field) - sum(of(before, 'transport'), field);
  return spanMs > 0 && octets >= 0 ? Math.round((octets * 8000) / spanMs) : null;
}

/** Of what we send, as the other side reports it: the worst of the streams. */
function lossUp(now: Report): number | null {
  const told = of(now, 'remote-inbound-rtp').filter((entry) => typeof entry.fractionLost === 'number');
  return told.length === 0 ? null : Math.min(1, Math.max(...told.map((entry) => number(entry.fractionLost))));
}

/** Of what we are sent, between two readings. */
function lossDown(before: Report, now: Report): number | null {
  const change = (field: string) => {
    const old = new Map(of(before, 'inbound-rtp').map((entry) => [entry.id, number(entry[field])]));
    return of(now, 'inbound-rtp').reduce(
      (total, entry) =>
        total + Math.max(0, number(entry[field]) - (old.get(entry.id) ?? number(entry[field]))),
      0,
    );
  };
  const [lost, received] = [change('packetsLost'), change('packetsReceived')];
  return lost + received === 0 ? null : lost / (lost + received);
}

/** The figures between two readings taken `spanMs` apart; without an earlier one only what needs none. */
export function lineStats(before: Report | null, now: Report, spanMs: number): LineStats {
  const path = readPath(now);
  return {
    up_bps: before && rate(before, now, 'bytesSent', spanMs),
    down_bps: before && rate(before, now, 'bytesReceived', spanMs),
    rtt_ms: path?.roundTripMs ?? null,
    loss_up: lossUp(now),
    loss_down: before && lossDown(before, now),
    path: path && PATHS[path.protocol],
  };
}
