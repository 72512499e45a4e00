// Publishes camera, microphone and screen, and keeps them as the rights and the person's switches say.
// The rights come from the server's view; enforcing them is the server's work, following them is ours.
import { type Room, Track } from 'livekit-client';
import type { Capture } from './capture';

export interface Rights {
  readonly camera: boolean;
  readonly microphone: boolean;
  readonly screen: boolean;
}

export interface Switches {
  /** The person wants the hall's picture sent. */
  readonly camera: boolean;
  /** The person has not silenced the hall's own microphone. */
  readonly microphone: boolean;
  readonly screen: boolean;
}

export const NO_RIGHTS: Rights = { camera: false, microphone: false, screen: false };
const RETRY_MS = 900;
const TRIES = 8;

/** What should be sent now. The microphone stays published and silent, so that the word comes without a delay. */
export function desired(rights: Rights, switches: Switches): Rights {
  return {
    camera: rights.camera && switches.camera,
    microphone: rights.microphone && switches.microphone,
    screen: rights.screen && switches.screen,
  };
}

export class Publisher {
  private rights: Rights = NO_RIGHTS;
  private switches: Switches = { camera: true, microphone: true, screen: false };
  private running: Promise<void> = Promise.resolve();
  private retry: ReturnType<typeof setTimeout> | null = null;
  private tries = 0;

  constructor(
    private readonly room: Room,
    private readonly capture: Capture,
    private readonly onChange: () => void,
  ) {}

  get current(): { readonly rights: Rights; readonly switches: Switches } {
    return { rights: this.rights, switches: this.switches };
  }

  setRights(rights: Rights): void {
    this.rights = rights;
    if (!rights.screen) this.switches = { ...this.switches, screen: false };
    this.reconcile();
  }

  setSwitches(part: Partial<Switches>): void {
    this.switches = { ...this.switches, ...part };
    this.reconcile();
  }

  /** Brings what is sent in line with what should be; steps run one after another, the latest wish wins. */
  reconcile(): void {
    this.tries = 0;
    this.enqueue();
  }

  dispose(): void {
    if (this.retry) clearTimeout(this.retry);
    this.retry = null;
  }

  private enqueue(): void {
    this.running = this.running.then(() => this.step());
  }

  private async step(): Promise<void> {
    if (this.room.state !== 'connected') return;
    const want = desired(this.rights, this.switches);
    const done = [
      await this.attempt(() => this.follow(Track.Source.Microphone, want.microphone, true)),
      await this.attempt(() => this.follow(Track.Source.Camera, want.camera, false)),
      await this.attempt(() => this.followScreen(want.screen)),
    ];
    this.onChange();
    if (done.includes(false)) this.tryLater();
  }

  /** Permission in the media plane may arrive a moment after the view: a refusal is tried again, not reported. */
  private async attempt(action: () => Promise<void>): Promise<boolean> {
    try {
      await action();
      return true;
    } catch {
      return false;
    }
  }

  private tryLater(): void {
    if (this.retry || this.tries >= TRIES) return;
    this.tries += 1;
    this.retry = setTimeout(() => {
      this.retry = null;
      this.enqueue();
    }, RETRY_MS);
  }

  private async follow(source: Track.Source, on: boolean, keepSilent: boolean): Promise<void> {
    const track =
      source === Track.Source.Camera ? this.capture.get().camera.track : this.capture.get().microphone.track;
    if (!track) return;
    const publication = this.room.localParticipant.getTrackPublication(source);
    if (publication?.track && publication.track !== track) {
      // The device was opened anew: what was sent before has ended.
      await this.room.localParticipant.unpublishTrack(publication.track, false);
      return this.follow(source, on, keepSilent);
    }
    if (!publication) {
      if (!on && !keepSilent) return;
      if (!on) await track.mute();
      else await track.unmute();
      await this.room.localParticipant.publishTrack(track, { source });
      return;
    }
    if (on && publication.isMuted) await publication.unmute();
    if (!on && !publication.isMuted) await publication.mute();
  }

  private async followScreen(on: boolean): Promise<void> {
    const participant = this.room.localParticipant;
    if (participant.isScreenShareEnabled === on) return;
    try {
      const publication = await participant.setScreenShareEnabled(on, {
        audio: false,
        contentHint: 'detail',
        resolution: { width: 1920, height: 1080, frameRate: 15 },
      });
      publication?.track?.once('ended', () => this.setSwitches({ screen: false }));
    } catch (problem) {
      // The person closed the browser's chooser: that is a no, not a failure.
      this.switches = { ...this.switches, screen: false };
      if (!(problem instanceof Error && problem.name === 'NotAllowedError')) throw problem;
    }
  }
}
