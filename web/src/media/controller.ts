// The media side of a seat: one LiveKit room, entered with a grant, kept for as long as the seat is taken.
// Comes back by itself for ever, with a new grant each time the SDK gives up. Knows no rule of the meeting.
import {
  ConnectionState,
  DisconnectReason,
  type RemoteTrackPublication,
  Room,
  RoomEvent,
  Track,
  VideoPresets,
} from 'livekit-client';
import { backoffMs } from '../api/link';
import { Observable } from '../lib/observable';
import type { Capture } from './capture';
import { type MediaPath, type Report, readLoss, readPath } from './path';
import { Publisher, type Rights, type Switches } from './publisher';
import { collectSeats, type SeatMedia } from './seats';
import { type Picture, Wishes } from './wishes';

export interface Grant {
  readonly url: string;
  readonly token: string;
  readonly iceServers: readonly RTCIceServer[];
}

export interface MediaState {
  /** `off`: not asked to connect or this role has no media. `replaced`: the seat was opened elsewhere. */
  readonly phase: 'off' | 'connecting' | 'connected' | 'reconnecting' | 'replaced';
  readonly lostAt: number | null;
  /** The latest reason why connecting failed, for the technician. */
  readonly problem: string | null;
  readonly seats: ReadonlyMap<string, SeatMedia>;
  readonly rights: Rights;
  readonly switches: Switches;
  readonly path: MediaPath | null;
  /** The browser waits for a press before it plays sound. */
  readonly soundBlocked: boolean;
}

const PATH_EVERY_MS = 4_000;
const RETRY_DELAYS_MS = [0, 300, 700, 1500, 2500];

function createRoom(): Room {
  return new Room({
    adaptiveStream: { pixelDensity: 'screen' },
    dynacast: true,
    stopLocalTrackOnUnpublish: false,
    reconnectPolicy: {
      nextRetryDelayInMs: ({ retryCount }) => RETRY_DELAYS_MS[retryCount] ?? null,
    },
    publishDefaults: {
      simulcast: true,
      videoCodec: 'vp8',
      backupCodec: false,
      videoSimulcastLayers: [VideoPresets.h180, VideoPresets.h360],
      videoEncoding: { maxBitrate: 1_700_000, maxFramerate: 25 },
      screenShareEncoding: { maxBitrate: 2_500_000, maxFramerate: 15 },
      audioPreset: { maxBitrate: 40_000 },
      dtx: true,
      red: false,
    },
  });
}

/** An entry whose references to others are told apart by connection, as their ids are. */
function prefixed(entry: object, name: string): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(entry).map(([field, value]) => [
      field,
      field.endsWith('Id') && typeof value === 'string' ? `${name}-${value}` : value,
    ]),
  );
}

export class MediaController extends Observable<MediaState> {
  private readonly publisher: Publisher;
  private readonly wishes = new Wishes(() => this.followWishes());
  private listening = true;
  private stopped = true;
  /** Counts the starts: what an earlier one still waits for is dropped when it comes. */
  private run = 0;
  private attempt = 0;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private pathTimer: ReturnType<typeof setInterval> | null = null;

  constructor(
    private readonly fetchGrant: () => Promise<Grant | null>,
    readonly capture: Capture,
    private readonly room: Room = createRoom(),
  ) {
    const rights = { camera: false, microphone: false, screen: false };
    super({
      phase: 'off',
      lostAt: null,
      problem: null,
      seats: new Map(),
      rights,
      switches: { camera: true, microphone: true, screen: false },
      path: null,
      soundBlocked: false,
    });
    this.publisher = new Publisher(this.room, capture, () => this.refresh());
    this.listen();
  }

  start(): void {
    if (!this.stopped) return;
    this.stopped = false;
    this.attempt = 0;
    this.run += 1;
    this.pathTimer = setInterval(() => void this.measurePath(), PATH_EVERY_MS);
    void this.connect();
  }

  async stop(): Promise<void> {
    this.halt();
    this.publisher.dispose();
    this.wishes.dispose();
    this.merge({ phase: 'off', path: null, lostAt: null, problem: null });
    await this.room.disconnect(false);
  }

  private halt(): void {
    this.stopped = true;
    if (this.timer) clearTimeout(this.timer);
    if (this.pathTimer) clearInterval(this.pathTimer);
    this.timer = this.pathTimer = null;
  }

  setRights(rights: Rights): void {
    this.publisher.setRights(rights);
    this.refresh();
  }

  setSwitches(part: Partial<Switches>): void {
    this.publisher.setSwitches(part);
    this.refresh();
  }

  /** Asks for a picture while somebody looks at it; returns the way to let it go. */
  wantPicture = (picture: Picture): (() => void) => this.wishes.want(picture);

  /** Whether voices are wanted here at all; a screen beside another leaves them to that one. */
  setListening(on: boolean): void {
    this.listening = on;
    this.followWishes();
  }

  /** After a press anywhere: lets the browser play sound. */
  startSound = (): Promise<void> => this.room.startAudio();

  async chooseSpeaker(deviceId: string): Promise<void> {
    this.capture.chooseSpeaker(deviceId);
    await this.room.switchActiveDevice('audiooutput', deviceId).catch(() => undefined);
  }

  /** The WebRTC statistics of every connection of this seat, by id; empty while there is none. */
  async statistics(): Promise<ReadonlyMap<string, Readonly<Record<string, unknown>>>> {
    const manager = this.room.engine.pcManager;
    const found = new Map<string, Readonly<Record<string, unknown>>>();
    for (const [name, transport] of Object.entries({ up: manager?.publisher, down: manager?.subscriber })) {
      const report = (await transport?.getStats()) as unknown as ReadonlyMap<string, object> | undefined;
      for (const [id, entry] of report ?? [])
        found.set(`${name}-${id}`, { ...prefixed(entry, name), id: `${name}-${id}` });
    }
    return found;
  }

  /** The level, 0 to 1, of the loudest voice that is being played. */
  readonly playedLevel = (): number => {
    let loudest = 0;
    for (const participant of this.room.remoteParticipants.values())
      for (const { track } of participant.audioTrackPublications.values())
        for (const source of track?.receiver?.getSynchronizationSources() ?? [])
          loudest = Math.max(loudest, source.audioLevel ?? 0);
    return loudest;
  };

  private listen(): void {
    const refresh = () => this.refresh();
    const follow = () => {
      this.followWishes();
      this.refresh();
    };
    this.room
      .on(RoomEvent.Connected, () => this.connected())
      .on(RoomEvent.Reconnecting, () =>
        this.merge({ phase: 'reconnecting', lostAt: this.get().lostAt ?? Date.now() }),
      )
      .on(RoomEvent.SignalReconnecting, () =>
        this.merge({ phase: 'reconnecting', lostAt: this.get().lostAt ?? Date.now() }),
      )
      .on(RoomEvent.Reconnected, () => this.connected())
      .on(RoomEvent.Disconnected, (reason) => this.disconnected(reason))
      .on(RoomEvent.ParticipantConnected, follow)
      .on(RoomEvent.ParticipantDisconnected, refresh)
      .on(RoomEvent.TrackPublished, follow)
      .on(RoomEvent.TrackUnpublished, refresh)
      .on(RoomEvent.TrackSubscribed, refresh)
      .on(RoomEvent.TrackUnsubscribed, refresh)
      .on(RoomEvent.TrackMuted, refresh)
      .on(RoomEvent.TrackUnmuted, refresh)
      .on(RoomEvent.TrackStreamStateChanged, refresh)
      .on(RoomEvent.ActiveSpeakersChanged, refresh)
      .on(RoomEvent.ConnectionQualityChanged, refresh)
      .on(RoomEvent.LocalTrackUnpublished, () => this.publisher.reconcile())
      .on(RoomEvent.ParticipantPermissionsChanged, () => this.publisher.reconcile())
      .on(RoomEvent.AudioPlaybackStatusChanged, () =>
        this.merge({ soundBlocked: !this.room.canPlaybackAudio }),
      );
    this.capture.subscribe(() => this.publisher.reconcile());
  }

  private async connect(): Promise<void> {
    if (this.stopped) return;
    const run = this.run;
    this.merge({ phase: this.attempt === 0 ? 'connecting' : 'reconnecting' });
    try {
      const grant = await this.fetchGrant();
      if (this.stopped || run !== this.run) return;
      if (!grant) return this.merge({ phase: 'off' });
      await this.room.connect(grant.url, grant.token, {
        autoSubscribe: false,
        maxRetries: 1,
        peerConnectionTimeout: 10_000,
        rtcConfig: { iceServers: [...grant.iceServers] },
      });
    } catch (problem) {
      if (run === this.run) this.again(problem instanceof Error ? problem.message : String(problem));
    }
  }

  private connected(): void {
    this.attempt = 0;
    this.merge({
      phase: 'connected',
      problem: null,
      lostAt: null,
      soundBlocked: !this.room.canPlaybackAudio,
    });
    const { speaker } = this.capture.get();
    if (speaker) void this.room.switchActiveDevice('audiooutput', speaker).catch(() => undefined);
    this.followWishes();
    this.publisher.reconcile();
    this.refresh();
    void this.measurePath();
  }

  private disconnected(reason: DisconnectReason | undefined): void {
    this.refresh();
    if (this.stopped) return;
    if (reason === DisconnectReason.DUPLICATE_IDENTITY) {
      this.halt();
      return this.merge({ phase: 'replaced' });
    }
    if (
      this.get().phase === 'connecting' &&
      this.attempt === 0 &&
      this.room.state === ConnectionState.Connecting
    )
      return;
    this.again(reason === undefined ? 'disconnected' : (DisconnectReason[reason] ?? 'disconnected'));
  }

  private again(problem: string): void {
    if (this.stopped || this.timer) return;
    const wait = backoffMs(this.attempt, Math.random());
    this.attempt += 1;
    this.merge({ phase: 'reconnecting', problem, lostAt: this.get().lostAt ?? Date.now(), path: null });
    this.timer = setTimeout(() => {
      this.timer = null;
      void this.connect();
    }, wait);
  }

  /** Every voice is wanted where one listens (the server forwards only open microphones); pictures only while somebody looks. */
  private followWishes(): void {
    for (const participant of this.room.remoteParticipants.values()) {
      for (const publication of participant.trackPublications.values()) {
        const wanted =
          publication.kind === Track.Kind.Audio
            ? this.listening
            : this.wishes.has({ seat: participant.identity, source: publication.source });
        this.subscribeTo(publication, wanted);
      }
    }
  }

  private subscribeTo(publication: RemoteTrackPublication, wanted: boolean): void {
    if (publication.isDesired !== wanted) publication.setSubscribed(wanted);
  }

  private refresh(): void {
    const { rights, switches } = this.publisher.current;
    this.merge({ seats: collectSeats(this.room, this.get().seats), rights, switches });
  }

  /** Percent lost on the way up now; null while nothing is sent. */
  async lossUp(): Promise<number | null> {
    const report = await this.report();
    return report ? readLoss(report) : null;
  }

  private async report(): Promise<Report | null> {
    if (this.get().phase !== 'connected') return null;
    return ((await this.room.engine.pcManager?.publisher.getStats()) ?? null) as unknown as Report | null;
  }

  private async measurePath(): Promise<void> {
    const report = await this.report();
    const path = report ? readPath(report) : null;
    if (path) this.merge({ path });
  }
}
