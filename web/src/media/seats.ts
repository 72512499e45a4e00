// What can be seen and heard of each seat now, gathered from the LiveKit room for the screens.
import { ConnectionQuality, type Participant, type Room, Track, type TrackPublication } from 'livekit-client';
import type { Quality } from '../stores/signals';

export interface SeatMedia {
  readonly local: boolean;
  /** The picture, when it is here to be drawn. */
  readonly camera: Track | null;
  readonly screen: Track | null;
  readonly sound: Track | null;
  /** The seat sends a picture at all, whether or not it is drawn here. */
  readonly hasCamera: boolean;
  readonly hasScreen: boolean;
  readonly microphoneOn: boolean;
  readonly speaking: boolean;
  readonly quality: Quality;
  /** The server has paused the picture because the line is narrow. */
  readonly paused: boolean;
}

const QUALITY: Readonly<Record<ConnectionQuality, Quality>> = {
  [ConnectionQuality.Excellent]: 'excellent',
  [ConnectionQuality.Good]: 'good',
  [ConnectionQuality.Poor]: 'poor',
  [ConnectionQuality.Lost]: 'lost',
  [ConnectionQuality.Unknown]: 'unknown',
};

const live = (publication: TrackPublication | undefined): boolean =>
  publication !== undefined && !publication.isMuted;
const drawn = (publication: TrackPublication | undefined): Track | null =>
  live(publication) ? (publication?.track ?? null) : null;

function describe(participant: Participant, local: boolean): SeatMedia {
  const camera = participant.getTrackPublication(Track.Source.Camera);
  const screen = participant.getTrackPublication(Track.Source.ScreenShare);
  const microphone = participant.getTrackPublication(Track.Source.Microphone);
  return {
    local,
    camera: drawn(camera),
    screen: drawn(screen),
    sound: local ? null : (microphone?.track ?? null),
    hasCamera: live(camera),
    hasScreen: live(screen),
    microphoneOn: live(microphone),
    speaking: participant.isSpeaking,
    quality: QUALITY[participant.connectionQuality],
    paused: camera?.track?.streamState === Track.StreamState.Paused,
  };
}

function same(a: SeatMedia | undefined, b: SeatMedia): boolean {
  return a !== undefined && (Object.keys(b) as (keyof SeatMedia)[]).every((key) => a[key] === b[key]);
}

/** Every participant by identity; a seat that did not change since `previous` keeps its object. */
export function collectSeats(
  room: Room,
  previous: ReadonlyMap<string, SeatMedia>,
): ReadonlyMap<string, SeatMedia> {
  const next = new Map<string, SeatMedia>();
  const put = (participant: Participant, local: boolean) => {
    const media = describe(participant, local);
    const old = previous.get(participant.identity);
    next.set(participant.identity, old && same(old, media) ? old : media);
  };
  if (room.localParticipant.identity) put(room.localParticipant, true);
  for (const participant of room.remoteParticipants.values()) put(participant, false);
  return next;
}
