// Hearing and being heard before a meeting: the level of a microphone and a tone for the loudspeakers.

/** Root mean square of a time-domain frame, as decibels below full scale (−100 for silence). */
export function levelDb(frame: Float32Array): number {
  let sum = 0;
  for (const sample of frame) sum += sample * sample;
  const rms = Math.sqrt(sum / Math.max(1, frame.length));
  return rms > 0 ? Math.max(-100, 20 * Math.log10(rms)) : -100;
}

/** Where a level stands on a meter from 0 (−60 dB and below) to 1 (0 dB). */
export function meterPosition(db: number): number {
  return Math.min(1, Math.max(0, (db + 60) / 60));
}

/** Calls `listener` about 20 times a second with the level of a microphone (null while the browser waits for a press); returns the way to stop. */
export function watchLevel(track: MediaStreamTrack, listener: (db: number | null) => void): () => void {
  const context = new AudioContext();
  const source = context.createMediaStreamSource(new MediaStream([track]));
  const analyser = context.createAnalyser();
  analyser.fftSize = 1024;
  source.connect(analyser);
  const frame = new Float32Array(analyser.fftSize);
  const timer = setInterval(() => {
    // The browser may hold the context back until a press or until the microphone is in use.
    if (context.state === 'suspended') {
      void context.resume();
      return listener(null);
    }
    analyser.getFloatTimeDomainData(frame);
    listener(levelDb(frame));
  }, 50);
  return () => {
    clearInterval(timer);
    source.disconnect();
    void context.close();
  };
}

/** The notes of the test tone, one after the other. */
export const NOTES_HZ: readonly number[] = [523.25, 659.25, 783.99];
const NOTE_S = 0.45;

/** Plays three rising notes on the chosen loudspeaker; resolves when they have ended. */
export async function playTone(speaker: string | null): Promise<void> {
  const context = new AudioContext();
  const sink = context as AudioContext & { setSinkId?: (id: string) => Promise<void> };
  if (speaker && sink.setSinkId) await sink.setSinkId(speaker).catch(() => undefined);
  await context.resume();
  const start = context.currentTime + 0.05;
  NOTES_HZ.forEach((frequency, step) => {
    const oscillator = context.createOscillator();
    const gain = context.createGain();
    const at = start + step * NOTE_S;
    oscillator.frequency.value = frequency;
    gain.gain.setValueAtTime(0, at);
    gain.gain.linearRampToValueAtTime(0.25, at + 0.04);
    gain.gain.linearRampToValueAtTime(0, at + NOTE_S);
    oscillator.connect(gain).connect(context.destination);
    oscillator.start(at);
    oscillator.stop(at + NOTE_S);
  });
  await new Promise((resolve) => setTimeout(resolve, NOTES_HZ.length * NOTE_S * 1000 + 150));
  await context.close();
}
