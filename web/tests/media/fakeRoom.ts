// A LiveKit room of the mind: what the controller and publisher ask of it is written down, what happens to it is told by the test.
import { EventEmitter } from 'node:events';
import { type Room, RoomEvent, Track } from 'livekit-client';
import { Capture } from '../../src/media/capture';

export class FakeTrack {
  muted = false;
  streamState = Track.StreamState.Active;
  async mute(): Promise<void> {
    this.muted = true;
  }
  async unmute(): Promise<void> {
    this.muted = false;
  }
}

export class FakePublication {
  isDesired = false;
  isMuted = false;
  track: FakeTrack | undefined;
  constructor(
    readonly source: Track.Source,
    track?: FakeTrack,
  ) {
    this.track = track;
    this.isMuted = track?.muted ?? false;
  }
  get kind(): Track.Kind {
    return this.source === Track.Source.Microphone ? Track.Kind.Audio : Track.Kind.Video;
  }
  setSubscribed(wanted: boolean): void {
    this.isDesired = wanted;
  }
  async mute(): Promise<void> {
    this.isMuted = true;
  }
  async unmute(): Promise<void> {
    this.isMuted = false;
  }
}

export class FakeParticipant {
  isSpeaking = false;
  connectionQuality = 'unknown';
  isScreenShareEnabled = false;
  readonly trackPublications = new Map<string, FakePublication>();
  /** Publishing fails this many times, as when the permission is still on its way. */
  refusals = 0;
  screenAsked: boolean[] = [];
  screenAnswer: () => Promise<undefined> = () => Promise.resolve(undefined);
  constructor(readonly identity: string) {}
  getTrackPublication(source: Track.Source): FakePublication | undefined {
    return this.trackPublications.get(source);
  }
  async publishTrack(track: FakeTrack, { source }: { source: Track.Source }): Promise<void> {
    if (this.refusals > 0) {
      this.refusals -= 1;
      throw new Error('not allowed yet');
    }
    this.trackPublications.set(source, new FakePublication(source, track));
  }
  async unpublishTrack(track: FakeTrack): Promise<void> {
    for (const [source, one] of this.trackPublications)
      if (one.track === track) this.trackPublications.delete(source);
  }
  setScreenShareEnabled(on: boolean): Promise<undefined> {
    this.screenAsked.push(on);
    return this.screenAnswer();
  }
}

export class FakeRoom extends EventEmitter {
  state = 'disconnected';
  canPlaybackAudio = true;
  readonly localParticipant = new FakeParticipant('site-413');
  readonly remoteParticipants = new Map<string, FakeParticipant>();
  readonly engine = { pcManager: undefined };
  readonly entered: { url: string; token: string }[] = [];
  refuse: Error | null = null;
  async connect(url: string, token: string): Promise<void> {
    this.entered.push({ url, token });
    if (this.refuse) throw this.refuse;
    this.state = 'connected';
    this.emit(RoomEvent.Connected);
  }
  async disconnect(): Promise<void> {
    this.state = 'disconnected';
  }
  switchActiveDevice = () => Promise.resolve(true);
  startAudio = () => Promise.resolve();
  /** Ends the connection as the SDK does when it gives up. */
  lose(reason?: number): void {
    this.state = 'disconnected';
    this.emit(RoomEvent.Disconnected, reason);
  }
  joins(identity: string, ...sources: Track.Source[]): FakeParticipant {
    const participant = new FakeParticipant(identity);
    for (const source of sources) participant.trackPublications.set(source, new FakePublication(source));
    this.remoteParticipants.set(identity, participant);
    this.emit(RoomEvent.ParticipantConnected, participant);
    return participant;
  }
  get real(): Room {
    return this as unknown as Room;
  }
}

/** Devices that are simply there. */
export class FakeCapture extends Capture {
  readonly camera = new FakeTrack();
  readonly microphone = new FakeTrack();
  override async start(): Promise<void> {
    this.merge({
      camera: { ...this.get().camera, track: this.camera as never },
      microphone: { ...this.get().microphone, track: this.microphone as never },
    });
  }
  override stop(): void {
    this.merge({
      camera: { ...this.get().camera, track: null },
      microphone: { ...this.get().microphone, track: null },
    });
  }
}
