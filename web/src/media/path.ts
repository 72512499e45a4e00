// Which way the media takes, read from WebRTC statistics.

export interface MediaPath {
  readonly protocol: 'udp' | 'tcp' | 'relay';
  readonly roundTripMs: number | null;
}

type Entry = Readonly<Record<string, unknown>>;

function pairInUse(entries: ReadonlyMap<string, Entry>): Entry | null {
  for (const entry of entries.values()) {
    if (entry.type === 'transport' && typeof entry.selectedCandidatePairId === 'string') {
      const pair = entries.get(entry.selectedCandidatePairId);
      if (pair) return pair;
    }
  }
  for (const entry of entries.values()) {
    if (entry.type === 'candidate-pair' && entry.nominated === true && entry.state === 'succeeded')
      return entry;
  }
  return null;
}

export type Report = Iterable<readonly [string, unknown]>;

/** The path of the selected candidate pair; null while none is selected. */
export function readPath(report: Report): MediaPath | null {
  const entries = new Map<string, Entry>([...report].map(([id, entry]) => [id, entry as Entry]));
  const pair = pairInUse(entries);
  if (!pair) return null;
  const local = entries.get(String(pair.localCandidateId));
  const seconds = pair.currentRoundTripTime;
  const relay = local?.candidateType === 'relay';
  return {
    protocol: relay ? 'relay' : local?.protocol === 'tcp' ? 'tcp' : 'udp',
    roundTripMs: typeof seconds === 'number' ? Math.round(seconds * 1000) : null,
  };
}

/** What the other end says is lost of what is sent, percent: the worst of the tracks; null while nothing is sent. */
export function readLoss(report: Report): number | null {
  const lost = [...report]
    .map(([, entry]) => entry as Entry)
    .filter((entry) => entry.type === 'remote-inbound-rtp' && typeof entry.fractionLost === 'number')
    .map((entry) => 100 * (entry.fractionLost as number));
  return lost.length === 0 ? null : Math.max(...lost);
}
