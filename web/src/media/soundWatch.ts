// Whether the own microphone is silent, clips, or sends back what the loudspeakers play. Judged over a few seconds.
import { levelDb } from './soundTest';

export type SoundState = 'ok' | 'silent' | 'clipping' | 'echo' | 'off';

/** One tenth of a second: the microphone's level, whether it hit full scale, the level of what is being played. */
export interface Moment {
  readonly db: number;
  readonly clipped: boolean;
  readonly playedDb: number;
}

const STEP_MS = 100;
/** How many moments are judged together: eight seconds. */
export const WINDOW = 80;
const SILENT_DB = -62;
const HEARD_DB = -52;
const CLIPPED_MOMENTS = 6;
const CLEAR_MOMENTS = 1;
const FULL_SCALE = 0.985;
const PLAYED_DB = -45;
const PLAYED_MOMENTS = 25;
const MAX_LAG = 5;
const ECHO_FROM = 0.8;
const ECHO_UNTIL = 0.6;

/** How alike two level curves are, −1 to 1; 0 for one that does not move. */
export function likeness(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((x, y) => x + y, 0) / Math.max(1, values.length);
  const [ma, mb] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  a.forEach((value, at) => {
    const [da, db] = [value - ma, (b[at] ?? mb) - mb];
    ab += da * db;
    aa += da * da;
    bb += db * db;
  });
  // A level that moves by less than a decibel or two follows nothing.
  return Math.min(aa, bb) < a.length * 4 ? 0 : ab / Math.sqrt(aa * bb);
}

/** The likeness of the microphone to what was played a little earlier, at the delay where they are most alike. */
export function echoLikeness(moments: readonly Moment[]): number {
  const [own, played] = [moments.map((one) => one.db), moments.map((one) => one.playedDb)];
  let best = 0;
  for (let lag = 0; lag <= MAX_LAG; lag += 1)
    best = Math.max(best, likeness(own.slice(lag), played.slice(0, played.length - lag)));
  return best;
}

function clips(moments: readonly Moment[], before: SoundState | null): boolean {
  const count = moments.filter((one) => one.clipped).length;
  return count >= (before === 'clipping' ? CLEAR_MOMENTS : CLIPPED_MOMENTS);
}

function echoes(moments: readonly Moment[], before: SoundState | null, speaking: boolean): boolean {
  if (speaking || moments.filter((one) => one.playedDb > PLAYED_DB).length < PLAYED_MOMENTS) return false;
  if (Math.max(...moments.map((one) => one.db)) < HEARD_DB) return false;
  return echoLikeness(moments) >= (before === 'echo' ? ECHO_UNTIL : ECHO_FROM);
}

/** What a full window says; what was said before holds until the sound is clearly otherwise. */
export function judgeSound(
  moments: readonly Moment[],
  before: SoundState | null,
  speaking: boolean,
): SoundState | null {
  if (moments.length < WINDOW) return before;
  const loudest = Math.max(...moments.map((one) => one.db));
  if (loudest < (before === 'silent' ? HEARD_DB : SILENT_DB)) return 'silent';
  if (clips(moments, before)) return 'clipping';
  return echoes(moments, before, speaking) ? 'echo' : 'ok';
}

/** Listens to a microphone's track; `playedLevel` gives the level (0 to 1) of what the loudspeakers play. */
export class SoundWatch {
  private readonly copy: MediaStreamTrack;
  private readonly context = new AudioContext();
  private readonly analyser: AnalyserNode;
  private readonly frame: Float32Array<ArrayBuffer>;
  private readonly timer: ReturnType<typeof setInterval>;
  private moments: readonly Moment[] = [];
  private latest: SoundState | null = null;

  constructor(
    readonly track: MediaStreamTrack,
    private readonly playedLevel: () => number,
    private readonly speaking: () => boolean,
  ) {
    // A copy: the hall's own track is silenced while it may not speak, and its faults would not be heard.
    this.copy = track.clone();
    this.copy.enabled = true;
    this.analyser = this.context.createAnalyser();
    this.analyser.fftSize = 4096;
    this.frame = new Float32Array(this.analyser.fftSize);
    this.context.createMediaStreamSource(new MediaStream([this.copy])).connect(this.analyser);
    this.timer = setInterval(() => this.listen(), STEP_MS);
  }

  get state(): SoundState | null {
    return this.latest;
  }

  stop(): void {
    clearInterval(this.timer);
    this.copy.stop();
    void this.context.close();
  }

  private listen(): void {
    if (this.context.state !== 'running') {
      void this.context.resume();
      this.moments = [];
      this.latest = null;
      return;
    }
    this.analyser.getFloatTimeDomainData(this.frame);
    const clipped = this.frame.filter((sample) => Math.abs(sample) >= FULL_SCALE).length > 2;
    const played = this.playedLevel();
    const playedDb = played > 0 ? Math.max(-100, 20 * Math.log10(played)) : -100;
    this.moments = [...this.moments, { db: levelDb(this.frame), clipped, playedDb }].slice(-WINDOW);
    this.latest = judgeSound(this.moments, this.latest, this.speaking());
  }
}
