// The camera and microphone of this machine: choosing, remembering, noticing that one is gone. Knows nothing of meetings.
import {
  createLocalAudioTrack,
  createLocalVideoTrack,
  type LocalAudioTrack,
  type LocalVideoTrack,
  TrackEvent,
  VideoPresets,
} from 'livekit-client';
import { Observable } from '../lib/observable';
import { readText, writeText } from '../lib/storage';

export type DeviceProblem = 'denied' | 'missing' | 'busy' | 'insecure' | 'failed' | 'unplugged';
export type Kind = 'camera' | 'microphone';

export interface Device {
  readonly id: string;
  readonly label: string;
}

interface Source<T> {
  readonly track: T | null;
  readonly problem: DeviceProblem | null;
  readonly opening: boolean;
  readonly chosen: string | null;
}

export interface CaptureState {
  readonly camera: Source<LocalVideoTrack>;
  readonly microphone: Source<LocalAudioTrack>;
  readonly cameras: readonly Device[];
  readonly microphones: readonly Device[];
  readonly speakers: readonly Device[];
  readonly speaker: string | null;
}

const STORED = {
  camera: 'giaoban-camera',
  microphone: 'giaoban-microphone',
  speaker: 'giaoban-speaker',
} as const;

const PROBLEMS: Readonly<Record<string, DeviceProblem>> = {
  NotAllowedError: 'denied',
  SecurityError: 'denied',
  NotFoundError: 'missing',
  OverconstrainedError: 'missing',
  NotReadableError: 'busy',
  AbortError: 'busy',
};

function problemOf(error: unknown): DeviceProblem {
  return (error instanceof Error && PROBLEMS[error.name]) || 'failed';
}

function emptySource(kind: Kind): Source<never> {
  return { track: null, problem: null, opening: false, chosen: readText(STORED[kind]) };
}

function openCamera(deviceId: string | null): Promise<LocalVideoTrack> {
  return createLocalVideoTrack({
    resolution: VideoPresets.h720.resolution,
    ...(deviceId ? { deviceId: { exact: deviceId } } : {}),
  });
}

function openMicrophone(deviceId: string | null): Promise<LocalAudioTrack> {
  return createLocalAudioTrack({
    echoCancellation: true,
    noiseSuppression: true,
    autoGainControl: true,
    ...(deviceId ? { deviceId: { exact: deviceId } } : {}),
  });
}

export class Capture extends Observable<CaptureState> {
  private readonly onDevices = () => void this.devicesChanged();

  constructor() {
    super({
      camera: emptySource('camera'),
      microphone: emptySource('microphone'),
      cameras: [],
      microphones: [],
      speakers: [],
      speaker: readText(STORED.speaker),
    });
  }

  /** Opens what was asked for; each kind fails by itself, so a hall without a camera still speaks. */
  async start(kinds: readonly Kind[]): Promise<void> {
    navigator.mediaDevices?.addEventListener('devicechange', this.onDevices);
    await Promise.all(kinds.map((kind) => this.open(kind)));
    await this.refreshDevices();
  }

  stop(): void {
    navigator.mediaDevices?.removeEventListener('devicechange', this.onDevices);
    for (const kind of ['camera', 'microphone'] as const) {
      this.get()[kind].track?.stop();
      this.mergeSource(kind, { track: null });
    }
  }

  /** Switches to another device and remembers it. */
  async choose(kind: Kind, deviceId: string): Promise<void> {
    writeText(STORED[kind], deviceId);
    this.mergeSource(kind, { chosen: deviceId });
    const track = this.get()[kind].track;
    if (!track) return this.open(kind);
    try {
      await track.setDeviceId({ exact: deviceId });
      this.mergeSource(kind, { problem: null });
    } catch (error) {
      this.mergeSource(kind, { problem: problemOf(error) });
    }
  }

  chooseSpeaker(deviceId: string): void {
    writeText(STORED.speaker, deviceId);
    this.merge({ speaker: deviceId });
  }

  /** Opens (again) the device of a kind: the remembered one, else the machine's own choice. */
  async open(kind: Kind): Promise<void> {
    if (!navigator.mediaDevices) return this.mergeSource(kind, { problem: 'insecure' });
    const { opening, track: old } = this.get()[kind];
    if (opening) return;
    // What is published already goes on as the same track.
    if (old) return this.restart(kind, old);
    this.mergeSource(kind, { opening: true, problem: null });
    try {
      const track = await this.openRemembered(kind);
      track.on(TrackEvent.Ended, () => this.mergeSource(kind, { problem: 'unplugged' }));
      track.on(TrackEvent.Restarted, () => this.mergeSource(kind, { problem: null }));
      this.mergeSource(kind, { track, opening: false });
    } catch (error) {
      this.mergeSource(kind, { track: null, opening: false, problem: problemOf(error) });
    }
  }

  private async openRemembered(kind: Kind): Promise<LocalVideoTrack | LocalAudioTrack> {
    const make = kind === 'camera' ? openCamera : openMicrophone;
    const chosen = this.get()[kind].chosen;
    if (chosen === null) return make(null);
    try {
      return await make(chosen);
    } catch (error) {
      if (problemOf(error) !== 'missing') throw error;
      return make(null);
    }
  }

  private async devicesChanged(): Promise<void> {
    await this.refreshDevices();
    for (const kind of ['camera', 'microphone'] as const) {
      const { problem, track } = this.get()[kind];
      if (problem === 'missing') await this.open(kind);
      else if (problem === 'unplugged' && track) await this.restart(kind, track);
    }
  }

  private async restart(kind: Kind, track: LocalVideoTrack | LocalAudioTrack): Promise<void> {
    try {
      await track.restartTrack();
      this.mergeSource(kind, { problem: null });
    } catch (error) {
      // Gone is still gone: it was unplugged, and that says more than that it is missing.
      if (problemOf(error) !== 'missing') this.mergeSource(kind, { problem: problemOf(error) });
    }
  }

  private async refreshDevices(): Promise<void> {
    if (!navigator.mediaDevices) return;
    const all = await navigator.mediaDevices.enumerateDevices();
    const of = (kind: MediaDeviceKind): readonly Device[] =>
      all
        .filter((device) => device.kind === kind && device.deviceId !== '')
        .map((device) => ({ id: device.deviceId, label: device.label }));
    this.merge({ cameras: of('videoinput'), microphones: of('audioinput'), speakers: of('audiooutput') });
  }

  private mergeSource(kind: Kind, part: Partial<Source<LocalVideoTrack | LocalAudioTrack>>): void {
    this.merge({ [kind]: { ...this.get()[kind], ...part } } as Partial<CaptureState>);
  }
}
