// Tells the control room how this screen's line, picture and sound are: every five seconds while in the meeting.
import type { Capture } from '../media/capture';
import type { MediaController } from '../media/controller';
import { type LineStats, lineStats, type Report } from '../media/lineStats';
import { readPower, thisBrowser } from '../media/machine';
import { type PictureState, PictureWatch } from '../media/pictureWatch';
import { type SoundState, SoundWatch } from '../media/soundWatch';
import type { Progress } from '../papers/held/progress';
import type { MeetingStore } from './meeting';

const EVERY_MS = 5_000;

/** The signal `figures`, as the server takes it. */
export interface Figures extends LineStats {
  readonly picture: PictureState | null;
  readonly sound: SoundState | null;
  readonly battery: number | null;
  readonly charging: boolean | null;
  readonly browser: string;
  readonly hidden: boolean;
  readonly follows: boolean | null;
  readonly clock_ms: number;
  readonly papers_held: number | null;
  readonly papers_of: number | null;
  readonly papers_share: number | null;
}

export class FiguresReporter {
  private timer: ReturnType<typeof setInterval> | null = null;
  private picture: PictureWatch | null = null;
  private sound: SoundWatch | null = null;
  private before: { readonly report: Report; readonly at: number } | null = null;

  constructor(
    private readonly meeting: MeetingStore,
    private readonly media: MediaController,
    private readonly capture: Capture,
    /** Whether this screen shows the page in front of everyone; null when there is none. */
    private readonly follows: () => boolean | null,
    private readonly papers: () => Progress | null = () => null,
  ) {}

  start(): void {
    this.timer ??= setInterval(() => void this.report(), EVERY_MS);
  }

  stop(): void {
    if (this.timer) clearInterval(this.timer);
    this.timer = null;
    this.picture?.stop();
    this.sound?.stop();
    this.picture = this.sound = null;
    this.before = null;
  }

  private async report(): Promise<void> {
    this.watchDevices();
    const figures = await this.collect();
    if (this.timer && this.meeting.get().line === 'live') this.meeting.signal('figures', figures);
  }

  private async collect(): Promise<Figures> {
    return {
      ...(await this.line()),
      picture: this.pictureState(),
      sound: this.soundState(),
      ...(await readPower()),
      browser: thisBrowser(),
      hidden: document.hidden,
      follows: this.follows(),
      clock_ms: Math.round(this.meeting.clock.offsetMs),
      ...this.papersState(),
    };
  }

  private papersState(): Pick<Figures, 'papers_held' | 'papers_of' | 'papers_share'> {
    const papers = this.papers();
    return {
      papers_held: papers?.held ?? null,
      papers_of: papers?.of ?? null,
      papers_share: papers && Math.floor(papers.share * 1000) / 1000,
    };
  }

  private async line(): Promise<LineStats> {
    const report = await this.media.statistics();
    const at = Date.now();
    const { before } = this;
    this.before = { report, at };
    return lineStats(before?.report ?? null, report, before ? at - before.at : 0);
  }

  /** Follows the devices in use: another camera or microphone is watched anew. */
  private watchDevices(): void {
    const { camera, microphone } = this.capture.get();
    const [seen, heard] = [camera.track?.mediaStreamTrack, microphone.track?.mediaStreamTrack];
    if (this.picture?.track !== seen) {
      this.picture?.stop();
      this.picture = seen ? new PictureWatch(seen) : null;
    }
    if (this.sound?.track !== heard) {
      this.sound?.stop();
      this.sound = heard
        ? new SoundWatch(heard, this.media.playedLevel, () => this.media.get().rights.microphone)
        : null;
    }
  }

  private pictureState(): PictureState | null {
    const { camera } = this.capture.get();
    if (!this.media.get().switches.camera || camera.problem !== null || !camera.track) return 'off';
    return this.picture?.state ?? null;
  }

  private soundState(): SoundState | null {
    const { microphone } = this.capture.get();
    if (!this.media.get().switches.microphone || microphone.problem !== null || !microphone.track)
      return 'off';
    return this.sound?.state ?? null;
  }
}
