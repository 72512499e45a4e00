// Short sounds that accompany what the screen shows: a bell, a warning, a call, a vote, its result. Off by choice, remembered on this machine.
import { Observable } from './observable';
import { readText, writeText } from './storage';

export type SoundName = 'bell' | 'warn' | 'call' | 'vote' | 'result';

interface Tone {
  readonly hz: number;
  /** Seconds from the start of the sound, and how long it rings on. */
  readonly at: number;
  readonly rings: number;
  readonly gain: number;
}

const stroke = (at: number): readonly Tone[] => [
  { hz: 1180, at, rings: 1.5, gain: 0.3 },
  { hz: 2360, at, rings: 0.8, gain: 0.1 },
  { hz: 3190, at, rings: 0.5, gain: 0.06 },
];
const SOUNDS: Readonly<Record<SoundName, readonly Tone[]>> = {
  bell: [...stroke(0), ...stroke(0.55)],
  warn: [{ hz: 660, at: 0, rings: 0.7, gain: 0.22 }],
  call: [
    { hz: 587, at: 0, rings: 0.5, gain: 0.22 },
    { hz: 880, at: 0.16, rings: 0.8, gain: 0.22 },
  ],
  vote: [
    { hz: 784, at: 0, rings: 0.35, gain: 0.22 },
    { hz: 784, at: 0.22, rings: 0.35, gain: 0.22 },
    { hz: 1047, at: 0.44, rings: 0.9, gain: 0.22 },
  ],
  result: [
    { hz: 523, at: 0, rings: 0.6, gain: 0.2 },
    { hz: 659, at: 0.12, rings: 0.6, gain: 0.2 },
    { hz: 784, at: 0.24, rings: 1.1, gain: 0.2 },
  ],
};

const STORED = 'giaoban-sounds';

/** Whether this machine makes the sounds, and the making of them. */
export class Sounds extends Observable<{ readonly on: boolean }> {
  private context: AudioContext | null = null;

  constructor() {
    super({ on: readText(STORED) !== 'off' });
  }

  readonly toggle = (): void => {
    const on = !this.get().on;
    writeText(STORED, on ? null : 'off');
    this.merge({ on });
    if (on) this.play('warn');
  };

  /** Plays a sound; silent when switched off or when the browser lets no page sound before the first press. */
  play(name: SoundName): void {
    if (!this.get().on || typeof AudioContext === 'undefined') return;
    this.context ??= new AudioContext();
    const { context } = this;
    if (context.state === 'suspended') void context.resume();
    for (const tone of SOUNDS[name]) ring(context, tone);
  }
}

function ring(context: AudioContext, { hz, at, rings, gain }: Tone): void {
  const start = context.currentTime + at;
  const [tone, loudness] = [context.createOscillator(), context.createGain()];
  tone.frequency.value = hz;
  loudness.gain.setValueAtTime(gain, start);
  loudness.gain.exponentialRampToValueAtTime(0.0001, start + rings);
  tone.connect(loudness).connect(context.destination);
  tone.start(start);
  tone.stop(start + rings);
}

/** This machine's sounds: one switch for every tab. */
export const sounds = new Sounds();
