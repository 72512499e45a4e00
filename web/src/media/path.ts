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

/** The path of the selected candidate pair; null while none is selected. */
export function readPath(report: Iterable<readonly [string, unknown]>): MediaPath | null {
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
