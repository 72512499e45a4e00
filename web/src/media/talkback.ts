// A talk-back line: a media room of two with voices only. The microphone is open only while somebody holds it open.
// Comes back by itself, with a new grant each time, until it is left.
import { type LocalAudioTrack, LocalAudioTrack as OwnTrack, Room, RoomEvent, Track } from 'livekit-client';
import { backoffMs } from '../api/link';
import { Observable } from '../lib/observable';
import type { Capture } from './capture';
import type { Grant } from './controller';

export interface TalkbackState {
  readonly phase: 'off' | 'connecting' | 'connected' | 'reconnecting';
  /** Whether the other is in the room. */
  readonly together: boolean;
  /** Whether our microphone is open to the other. */
  readonly talking: boolean;
  /** Whether the other is heard now. */
  readonly heard: boolean;
}

const OFF: TalkbackState = { phase: 'off', together: false, talking: false, heard: false };

function createRoom(): Room {
  return new Room({ publishDefaults: { dtx: true, red: false, audioPreset: { maxBitrate: 32_000 } } });
}

export class TalkbackLine extends Observable<TalkbackState> {
  private run = 0;
  private attempt = 0;
  private wanted: (() => Promise<Grant>) | null = null;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private voice: LocalAudioTrack | null = null;
  private readonly playing = new Set<HTMLMediaElement>();

  constructor(
    private readonly capture: Capture,
    private readonly room: Room = createRoom(),
  ) {
    super(OFF);
    this.listen();
  }

  /** Enters with grants as `fetchGrant` gives them, until `leave`. */
  enter(fetchGrant: () => Promise<Grant>): void {
    this.wanted = fetchGrant;
    this.attempt = 0;
    this.run += 1;
    void this.connect();
  }

  async leave(): Promise<void> {
    this.wanted = null;
    this.run += 1;
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    this.dropVoice();
    this.silence();
    this.merge(OFF);
    await this.room.disconnect(true);
  }

  /** Opens or closes our microphone to the other. */
  async talk(on: boolean): Promise<void> {
    if (on === this.get().talking || (on && this.get().phase !== 'connected')) return;
    this.merge({ talking: on });
    if (on && !(await this.readyVoice())) return this.merge({ talking: false });
    await this.applyTalking();
  }

  private async applyTalking(): Promise<void> {
    await (this.get().talking ? this.voice?.unmute() : this.voice?.mute());
  }

  private listen(): void {
    const refresh = () => this.refresh();
    this.room
      .on(RoomEvent.Connected, () => this.connected())
      .on(RoomEvent.Reconnected, () => this.connected())
      .on(RoomEvent.Reconnecting, () => this.merge({ phase: 'reconnecting', talking: false }))
      .on(RoomEvent.Disconnected, () => this.again())
      .on(RoomEvent.ParticipantConnected, refresh)
      .on(RoomEvent.ParticipantDisconnected, refresh)
      .on(RoomEvent.ActiveSpeakersChanged, refresh)
      .on(RoomEvent.TrackMuted, refresh)
      .on(RoomEvent.TrackUnmuted, refresh)
      .on(RoomEvent.TrackSubscribed, (track) => {
        if (track.kind === Track.Kind.Audio) this.playing.add(track.attach());
      })
      .on(RoomEvent.TrackUnsubscribed, (track) => {
        for (const element of track.detach()) this.playing.delete(element);
      });
  }

  private async connect(): Promise<void> {
    const { run, wanted } = this;
    if (!wanted) return;
    this.merge({ phase: this.attempt === 0 ? 'connecting' : 'reconnecting' });
    try {
      const grant = await wanted();
      if (run !== this.run) return;
      await this.room.connect(grant.url, grant.token, {
        maxRetries: 1,
        peerConnectionTimeout: 10_000,
        rtcConfig: { iceServers: [...grant.iceServers] },
      });
    } catch {
      if (run === this.run) this.again();
    }
  }

  private connected(): void {
    this.attempt = 0;
    this.merge({ phase: 'connected' });
    const { speaker } = this.capture.get();
    if (speaker) void this.room.switchActiveDevice('audiooutput', speaker).catch(() => undefined);
    void this.room.startAudio().catch(() => undefined);
    this.refresh();
  }

  private again(): void {
    this.dropVoice();
    if (!this.wanted || this.timer) return;
    this.merge({ ...OFF, phase: 'reconnecting' });
    const wait = backoffMs(this.attempt, Math.random());
    this.attempt += 1;
    this.timer = setTimeout(() => {
      this.timer = null;
      void this.connect();
    }, wait);
  }

  private refresh(): void {
    const others = [...this.room.remoteParticipants.values()];
    this.merge({ together: others.length > 0, heard: others.some((one) => one.isSpeaking) });
  }

  /** Our voice, published and closed; made anew when the microphone has changed. Whether there is one. */
  private async readyVoice(): Promise<boolean> {
    const source = this.capture.get().microphone.track?.mediaStreamTrack;
    if (!source || source.readyState === 'ended') return false;
    if (this.voice && this.voice.mediaStreamTrack.readyState !== 'ended' && this.source === source)
      return true;
    this.dropVoice();
    const copy = source.clone();
    copy.enabled = true;
    this.source = source;
    this.voice = new OwnTrack(copy, undefined, true);
    await this.voice.mute();
    await this.room.localParticipant.publishTrack(this.voice, { source: Track.Source.Microphone });
    return true;
  }

  private source: MediaStreamTrack | null = null;

  private dropVoice(): void {
    const { voice } = this;
    this.voice = this.source = null;
    if (!voice) return;
    void this.room.localParticipant.unpublishTrack(voice, true).catch(() => undefined);
    voice.mediaStreamTrack.stop();
  }

  private silence(): void {
    for (const element of this.playing) element.remove();
    this.playing.clear();
  }
}
