import { expect, it } from 'vitest';
import { type Entry, lineStats } from '../../src/media/lineStats';

function report(...entries: Entry[]): ReadonlyMap<string, Entry> {
  return new Map(entries.map((entry) => [String(entry.id), entry]));
}
const pair = {
  id: 'pair',
  type: 'candidate-pair',
  nominated: true,
  state: 'succeeded',
  localCandidateId: 'local',
  currentRoundTripTime: 0.031,
};
const local = { id: 'local', type: 'local-candidate', candidateType: 'host', protocol: 'udp' };
const transport = (bytesSent: number, bytesReceived: number) => ({
  id: 't',
  type: 'transport',
  selectedCandidatePairId: 'pair',
  bytesSent,
  bytesReceived,
});

it('gives rates, loss, round trip and path between two readings', () => {
  const before = report(transport(1_000, 5_000), pair, local, {
    id: 'in',
    type: 'inbound-rtp',
    packetsLost: 10,
    packetsReceived: 1_000,
  });
  const now = report(
    transport(626_000, 1_255_000),
    pair,
    local,
    { id: 'in', type: 'inbound-rtp', packetsLost: 20, packetsReceived: 1_190 },
    { id: 'r1', type: 'remote-inbound-rtp', fractionLost: 0.02 },
    { id: 'r2', type: 'remote-inbound-rtp', fractionLost: 0.11 },
  );
  expect(lineStats(before, now, 5_000)).toEqual({
    up_bps: 1_000_000,
    down_bps: 2_000_000,
    rtt_ms: 31,
    loss_up: 0.11,
    loss_down: 0.05,
    path: 'udp',
  });
});

it('knows no rate from one reading, and none when the counters began anew', () => {
  const one = report(transport(900, 900), pair, local);
  expect(lineStats(null, one, 0)).toMatchObject({
    up_bps: null,
    down_bps: null,
    loss_down: null,
    rtt_ms: 31,
  });
  expect(lineStats(report(transport(5_000, 5_000)), one, 5_000)).toMatchObject({
    up_bps: null,
    down_bps: null,
  });
});

it('does not take the history of a stream that has just come for a loss', () => {
  const now = report({ id: 'new', type: 'inbound-rtp', packetsLost: 500, packetsReceived: 100 });
  expect(lineStats(report(), now, 5_000).loss_down).toBeNull();
});

it('calls a relay turn, and says nothing without a connection', () => {
  const relayed = report(transport(0, 0), pair, { ...local, candidateType: 'relay' });
  expect(lineStats(null, relayed, 0).path).toBe('turn');
  expect(lineStats(null, report(), 0)).toEqual({
    up_bps: null,
    down_bps: null,
    rtt_ms: null,
    loss_up: null,
    loss_down: null,
    path: null,
  });
});
