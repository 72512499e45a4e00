// One audio element for each track that sounds about now; the engine keeps them together.
import { useCallback, useMemo } from 'react';
import { mediaUrl, type RecordDetail, type RecordedTrack } from '../../api/archive';
import type { PlayerEngine } from './engine';
import { audioAround } from './recordTime';

const AHEAD_MS = 6_000;

interface Props {
  readonly record: RecordDetail;
  readonly engine: PlayerEngine;
  readonly position_ms: number;
}

export function Sounds({ record, engine, position_ms }: Props) {
  // A whole second is exact enough to decide what to mount, and spares the list four times a second.
  const second = Math.floor(position_ms / 1000) * 1000;
  const tracks = useMemo(() => audioAround(record.tracks, second, AHEAD_MS), [record, second]);
  return tracks.map((track) => <Sound key={track.id} track={track} engine={engine} />);
}

function Sound({ track, engine }: { track: RecordedTrack; engine: PlayerEngine }) {
  const adopt = useCallback(
    (element: HTMLAudioElement | null) => (element ? engine.adopt(track, element) : undefined),
    [engine, track],
  );
  // biome-ignore lint/a11y/useMediaCaption: a recording of a meeting; the proceedings are its text
  return <audio ref={adopt} src={mediaUrl(track.url)} preload="auto" />;
}
