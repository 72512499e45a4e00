// Whether the own camera's picture is black or stands still. Looks at a few hundred points every few seconds.
export type PictureState = 'ok' | 'black' | 'frozen' | 'off';

/** Brightness (0 to 255) of the points of one look, and how many pictures the camera had given by then. */
export interface Look {
  readonly points: readonly number[];
  readonly frames: number;
}

const WIDTH = 32;
const HEIGHT = 18;
const BLACK_MEAN = 18;
const BLACK_PEAK = 48;
/** So many looks in a row must be alike before a picture counts as frozen: a camera's own noise moves some point. */
export const ALIKE = 4;
const LOOK_EVERY_MS = 3_000;

export function isBlack({ points }: Look): boolean {
  const sorted = [...points].sort((a, b) => a - b);
  const mean = points.reduce((total, point) => total + point, 0) / Math.max(1, points.length);
  // One lamp on a camera is no picture: the brightest hundredth is left out.
  const peak = sorted[Math.floor(sorted.length * 0.99)] ?? 0;
  return mean < BLACK_MEAN && peak < BLACK_PEAK;
}

function alike(a: Look, b: Look): boolean {
  return a.frames === b.frames || a.points.every((point, at) => point === b.points[at]);
}

/** What the latest looks say; null before the first. */
export function judgePicture(looks: readonly Look[]): PictureState | null {
  const last = looks.at(-1);
  if (!last) return null;
  if (isBlack(last)) return 'black';
  const recent = looks.slice(-ALIKE);
  const still = recent.length === ALIKE && recent.every((look) => alike(look, last));
  return still ? 'frozen' : 'ok';
}

/** Looks at one camera's track while it runs. */
export class PictureWatch {
  private readonly video = document.createElement('video');
  private readonly canvas = document.createElement('canvas');
  private looks: readonly Look[] = [];
  private readonly timer: ReturnType<typeof setInterval>;

  constructor(readonly track: MediaStreamTrack) {
    this.canvas.width = WIDTH;
    this.canvas.height = HEIGHT;
    this.video.muted = true;
    this.video.playsInline = true;
    this.video.srcObject = new MediaStream([track]);
    void this.video.play().catch(() => undefined);
    this.timer = setInterval(() => this.look(), LOOK_EVERY_MS);
  }

  get state(): PictureState | null {
    return judgePicture(this.looks);
  }

  stop(): void {
    clearInterval(this.timer);
    this.video.srcObject = null;
  }

  private look(): void {
    // A page in the background draws nothing: what it would show says nothing about the camera.
    if (document.hidden) {
      this.looks = [];
      return;
    }
    const context = this.canvas.getContext('2d', { willReadFrequently: true });
    if (!context || this.video.videoWidth === 0) return;
    // Single points, not averages: averaging would take away the noise that tells a live picture from a frozen one.
    context.imageSmoothingEnabled = false;
    context.drawImage(this.video, 0, 0, WIDTH, HEIGHT);
    const { data } = context.getImageData(0, 0, WIDTH, HEIGHT);
    const points: number[] = [];
    for (let at = 0; at < data.length; at += 4)
      points.push(((data[at] ?? 0) * 77 + (data[at + 1] ?? 0) * 150 + (data[at + 2] ?? 0) * 29) >> 8);
    const { totalVideoFrames: frames } = this.video.getVideoPlaybackQuality();
    this.looks = [...this.looks, { points, frames }].slice(-ALIKE);
  }
}
