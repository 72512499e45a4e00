// Samples of a camera's picture and a microphone's sound, for judging them. Opens no device but its own microphone.
import type { Luma, Recording } from './detect';
import { levelDb } from './soundTest';

const WIDTH = 160;
const HEIGHT = 90;
const LOOK_MS = 120;
const LISTEN_MS = 60;
const FRAME_SAMPLES = 4096;
const HELD_MS = 2_000;

export interface PictureSample {
  readonly pictures: readonly Luma[];
  readonly width: number;
  readonly height: number;
  /** Pictures the camera gave in a second. */
  readonly fps: number;
}

const wait = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve, reject) => {
    signal.throwIfAborted();
    const timer = setTimeout(done, ms);
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    function done() {
      signal.removeEventListener('abort', stop);
      resolve();
    }
    signal.addEventListener('abort', stop, { once: true });
  });

/** Looks at a camera's track for a while. */
export async function samplePicture(
  track: MediaStreamTrack,
  forMs: number,
  progress: (share: number) => void,
  signal: AbortSignal,
): Promise<PictureSample> {
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.srcObject = new MediaStream([track]);
  const canvas = new OffscreenCanvas(WIDTH, HEIGHT);
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  if (!pen) throw new Error('no 2d canvas');
  try {
    await video.play();
    const pictures: Luma[] = [];
    const [start, before] = [performance.now(), video.getVideoPlaybackQuality().totalVideoFrames];
    for (let spent = 0; spent < forMs; spent = performance.now() - start) {
      progress(spent / forMs);
      await wait(LOOK_MS, signal);
      pen.drawImage(video, 0, 0, WIDTH, HEIGHT);
      pictures.push(luma(pen.getImageData(0, 0, WIDTH, HEIGHT).data));
    }
    const seconds = (performance.now() - start) / 1000;
    const fps = (video.getVideoPlaybackQuality().totalVideoFrames - before) / seconds;
    return { pictures, width: video.videoWidth, height: video.videoHeight, fps };
  } finally {
    video.srcObject = null;
  }
}

/** Brightness by ITU-R BT.601. */
function luma(pixels: Uint8ClampedArray): Luma {
  const bright = new Uint8Array(pixels.length / 4);
  for (let at = 0; at < bright.length; at += 1) {
    const [red = 0, green = 0, blue = 0] = pixels.subarray(4 * at, 4 * at + 3);
    bright[at] = Math.round(0.299 * red + 0.587 * green + 0.114 * blue);
  }
  return bright;
}

/** The browser gives no sound to a page before somebody has pressed something. */
export class SoundHeld extends Error {}

/** A microphone opened for measuring: as it is, or with the echo canceller. */
export class Ear {
  private constructor(
    private readonly track: MediaStreamTrack,
    private readonly context: AudioContext,
    private readonly analyser: AnalyserNode,
  ) {}

  /** Raises what getUserMedia raises, and SoundHeld. */
  static async open(deviceId: string | null, echoCancellation: boolean): Promise<Ear> {
    const stream = await navigator.mediaDevices.getUserMedia({
      audio: {
        ...(deviceId ? { deviceId } : {}),
        echoCancellation,
        noiseSuppression: false,
        autoGainControl: false,
      },
    });
    const [track] = stream.getAudioTracks();
    if (!track) throw new Error('no sound');
    const context = new AudioContext();
    const analyser = context.createAnalyser();
    analyser.fftSize = FRAME_SAMPLES;
    context.createMediaStreamSource(stream).connect(analyser);
    const ear = new Ear(track, context, analyser);
    await Promise.race([context.resume(), new Promise((resolve) => setTimeout(resolve, HELD_MS))]);
    if (context.state !== 'running') {
      ear.close();
      throw new SoundHeld();
    }
    return ear;
  }

  /** Listens for a while; `heard` is told the level about 16 times a second. */
  async listen(
    forMs: number,
    heard: (db: number, share: number) => void,
    signal: AbortSignal,
  ): Promise<Recording> {
    const frames: Float32Array[] = [];
    const start = performance.now();
    for (let spent = 0; spent < forMs; spent = performance.now() - start) {
      await wait(LISTEN_MS, signal);
      const frame = new Float32Array(FRAME_SAMPLES);
      this.analyser.getFloatTimeDomainData(frame);
      frames.push(frame);
      heard(levelDb(frame), spent / forMs);
    }
    return { rate: this.context.sampleRate, frames };
  }

  close(): void {
    this.track.stop();
    void this.context.close();
  }
}
