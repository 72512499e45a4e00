// The five steps of the line check on this machine: each measures and says what it found.
import { api } from '../api/client';
import { ApiError } from '../api/errors';
import type { Kind } from '../media/capture';
import { pictureFigures, type Recording, soundFigures, toneFigures } from '../media/detect';
import { Ear, SoundHeld, samplePicture } from '../media/sample';
import { NOTES_HZ, playTone } from '../media/soundTest';
import { tryPage } from '../papers/trial';
import {
  deviceFailed,
  judgeLine,
  judgePage,
  judgePicture,
  judgeSound,
  judgeTone,
  type Outcome,
  toneUnheard,
} from './checkVerdicts';
import type { Steps, Tell } from './lineCheck';
import { median, timed } from './netCheck';
import type { SeatStore } from './seat';

const LOOK_MS = 2_500;
const SPEAK_MS = 5_000;
const QUIET_MS = 700;
const TONE_MS = 1_600;
const ECHOES = 8;
const PATH_MS = 12_000;
const OPENING_MS = 6_000;
const PAGE_MS = 30_000;

export function stepsOf(seat: SeatStore): Steps {
  return {
    camera: (tell, signal) => camera(seat, tell, signal),
    microphone: (tell, signal) => microphone(seat, tell, signal),
    echo: (tell, signal) => echo(seat, tell, signal),
    page: (tell, signal) => page(seat, tell, signal),
    round_trip: (tell, signal) => roundTrip(seat, tell, signal),
  };
}

/** Resolves when a store says so, or after a while; rejects when the step is given up. */
function until(
  store: { subscribe(listener: () => void): () => void },
  holds: () => boolean,
  forMs: number,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (settle: () => void) => {
      clearTimeout(timer);
      unsubscribe();
      signal.removeEventListener('abort', stop);
      settle();
    };
    const stop = () => end(() => reject(signal.reason));
    const look = () => holds() && end(resolve);
    const timer = setTimeout(() => end(resolve), forMs);
    const unsubscribe = store.subscribe(look);
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    else look();
  });
}

/** What keeps a device from being used, after giving it the time to open; null when it is there. */
async function missing(seat: SeatStore, kind: Kind, signal: AbortSignal): Promise<Outcome | null> {
  const source = () => seat.capture.get()[kind];
  if (source().problem || !source().track) void seat.capture.open(kind);
  await until(seat.capture, () => !source().opening && source().track !== null, OPENING_MS, signal);
  const { problem, track } = source();
  if (problem) return deviceFailed(problem);
  return track ? null : deviceFailed('missing');
}

async function camera(seat: SeatStore, tell: Tell, signal: AbortSignal): Promise<Outcome> {
  const trouble = await missing(seat, 'camera', signal);
  if (trouble) return trouble;
  const track = seat.capture.get().camera.track?.mediaStreamTrack;
  if (!track) return deviceFailed('missing');
  const sample = await samplePicture(track, LOOK_MS, (progress) => tell({ progress }), signal);
  return judgePicture(pictureFigures(sample.pictures), sample);
}

async function microphone(seat: SeatStore, tell: Tell, signal: AbortSignal): Promise<Outcome> {
  const trouble = await missing(seat, 'microphone', signal);
  if (trouble) return trouble;
  return withEar(seat, false, 'blocked', async (ear) => {
    tell({ ask: 'speak' });
    const heard = (levelDb: number, progress: number) => tell({ levelDb, progress });
    return judgeSound(soundFigures((await ear.listen(SPEAK_MS, heard, signal)).frames));
  });
}

async function echo(seat: SeatStore, tell: Tell, signal: AbortSignal): Promise<Outcome> {
  const trouble = await missing(seat, 'microphone', signal);
  if (trouble) return { result: 'failed', code: 'no_microphone' };
  const raw = await withEar(seat, false, 'no_speaker', (ear) => listenToTone(seat, ear, tell, 0, signal));
  if ('code' in raw) return raw;
  const plain = toneFigures(raw.quiet, raw.playing, NOTES_HZ);
  if (toneUnheard(plain)) return judgeTone(plain, null);
  const cancelled = await withEar(seat, true, 'no_speaker', async (ear) => {
    await playTone(seat.capture.get().speaker); // the canceller learns the hall from a first tone
    return listenToTone(seat, ear, tell, 0.6, signal);
  });
  if ('code' in cancelled) return cancelled;
  return judgeTone(plain, toneFigures(cancelled.quiet, cancelled.playing, NOTES_HZ));
}

/** Opens a microphone for a measurement and closes it again; a page that may not sound comes to `held`. */
async function withEar<T>(
  seat: SeatStore,
  echoCancellation: boolean,
  held: string,
  measure: (ear: Ear) => Promise<T>,
): Promise<T | Outcome> {
  let ear: Ear;
  try {
    ear = await Ear.open(seat.capture.get().microphone.chosen, echoCancellation);
  } catch (problem) {
    return problem instanceof SoundHeld ? { result: 'failed', code: held } : deviceFailed('busy');
  }
  try {
    return await measure(ear);
  } finally {
    ear.close();
  }
}

interface Heard {
  readonly quiet: Recording;
  readonly playing: Recording;
}

/** The quiet of the hall, then the tone on its loudspeakers; `from`: how far the step is before. */
async function listenToTone(
  seat: SeatStore,
  ear: Ear,
  tell: Tell,
  from: number,
  signal: AbortSignal,
): Promise<Heard> {
  tell({ ask: 'quiet', progress: from });
  const quiet = await ear.listen(QUIET_MS, (levelDb) => tell({ levelDb }), signal);
  tell({ ask: 'tone', progress: from + 0.1 });
  const [playing] = await Promise.all([
    ear.listen(TONE_MS, (levelDb, share) => tell({ levelDb, progress: from + 0.1 + 0.25 * share }), signal),
    playTone(seat.capture.get().speaker),
  ]);
  return { quiet, playing };
}

async function page(seat: SeatStore, tell: Tell, signal: AbortSignal): Promise<Outcome> {
  tell({ progress: 0.3 });
  try {
    const patience = AbortSignal.any([signal, AbortSignal.timeout(PAGE_MS)]);
    const { ms, bytes } = await tryPage(seat.id, patience);
    return judgePage(ms, bytes);
  } catch (problem) {
    if (signal.aborted) throw problem;
    return { result: 'failed', code: 'failed' };
  }
}

async function roundTrip(seat: SeatStore, tell: Tell, signal: AbortSignal): Promise<Outcome> {
  const times: number[] = [];
  for (let n = 0; n < ECHOES; n += 1) {
    signal.throwIfAborted();
    tell({ progress: n / (ECHOES + 2) });
    const ms = await oneEcho(seat, signal);
    if (ms === null) return { result: 'failed', code: 'failed' };
    times.push(ms);
  }
  const { media } = seat;
  if (!media.get().path) await until(media, () => media.get().path !== null, PATH_MS, signal);
  return judgeLine(median(times), media.get().path, await media.lossUp());
}

/** Over the meeting's socket when the seat has it, else over HTTP. */
async function oneEcho(seat: SeatStore, signal: AbortSignal): Promise<number | null> {
  const overSocket = seat.meeting.get().line === 'live' ? await seat.meeting.roundTrip() : null;
  if (overSocket !== null) return overSocket;
  try {
    return await timed(() => api.get('/net/echo', { signal }));
  } catch (problem) {
    if (problem instanceof ApiError) return null;
    throw problem;
  }
}
