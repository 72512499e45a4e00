// Plays a record: one clock, many media elements that follow it. Elements come and go as the screen mounts them.
import type { RecordedTrack } from '../../api/archive';
import { Observable } from '../../lib/observable';
import { soundsAt } from './recordTime';
import * as clock from './sync';

export const RATES = [0.75, 1, 1.25, 1.5, 2] as const;
const TICK_MS = 80;
/** A stall shorter than this is not shown, and longer than the second the record goes on without that track. */
const STALL_SHOWN_MS = 300;
const STALL_GIVEN_UP_MS = 8_000;
const HAVE_FUTURE_DATA = 3;
/** A file that cannot be jumped in is not asked again and again. */
const JUMP_AGAIN_MS = 600;

export interface PlayerState {
  readonly playing: boolean;
  /** Position in the record, renewed a few times a second. */
  readonly position_ms: number;
  readonly rate: number;
  readonly volume: number;
  readonly muted: boolean;
  /** Waiting for the network. */
  readonly waiting: boolean;
  /** The browser wants a press before it plays sound. */
  readonly blocked: boolean;
  /** Tracks whose file could not be played. */
  readonly broken: readonly string[];
}

export class PlayerEngine extends Observable<PlayerState> {
  private state: clock.ClockState;
  private readonly elements = new Map<string, { element: HTMLMediaElement; track: RecordedTrack }>();
  private timer: ReturnType<typeof setInterval> | null = null;
  private stalledSince: number | null = null;
  private givenUp = new Set<string>();
  private readonly jumped = new WeakMap<HTMLMediaElement, number>();

  constructor(duration_ms: number) {
    super({
      playing: false,
      position_ms: 0,
      rate: 1,
      volume: 1,
      muted: false,
      waiting: false,
      blocked: false,
      broken: [],
    });
    this.state = clock.stopped(duration_ms);
  }

  start(): void {
    this.timer ??= setInterval(() => this.tick(), TICK_MS);
  }

  stop(): void {
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = null;
    for (const { element } of this.elements.values()) element.pause();
  }

  /** Adopts a mounted element; answers how to let it go. */
  adopt(track: RecordedTrack, element: HTMLMediaElement): () => void {
    this.elements.set(track.id, { element, track });
    element.volume = this.get().volume;
    element.muted = this.get().muted;
    const onError = () => this.merge({ broken: [...new Set([...this.get().broken, track.id])] });
    element.addEventListener('error', onError);
    return () => {
      element.removeEventListener('error', onError);
      element.pause();
      if (this.elements.get(track.id)?.element === element) this.elements.delete(track.id);
    };
  }

  toggle = (): void => (this.get().playing ? this.pause() : this.play());

  play(): void {
    this.state = clock.started(this.state, performance.now());
    this.merge({ playing: true, blocked: false });
    this.tick();
  }

  pause(): void {
    this.state = clock.paused(this.state, performance.now());
    this.merge({ playing: false, waiting: false });
    this.tick();
  }

  seek = (to_ms: number): void => {
    for (const { element } of this.elements.values()) this.jumped.delete(element);
    this.state = clock.sought(this.state, to_ms, performance.now());
    this.givenUp.clear();
    this.stalledSince = null;
    this.merge({ position_ms: this.position() });
    this.tick();
  };

  skip = (by_ms: number): void => this.seek(this.position() + by_ms);

  setRate = (rate: number): void => {
    this.state = clock.atRate(this.state, rate, performance.now());
    this.merge({ rate });
  };

  setVolume = (volume: number, muted = volume === 0): void => {
    this.merge({ volume, muted });
    for (const { element } of this.elements.values()) {
      element.volume = volume;
      element.muted = muted;
    }
  };

  position = (): number => clock.positionAt(this.state, performance.now());

  private tick(): void {
    const now = performance.now();
    this.holdForStalls(now);
    const at = clock.positionAt(this.state, now);
    if (this.get().playing && at >= this.state.duration_ms) return this.pause();
    const running = this.state.since_ms !== null;
    for (const { element, track } of this.elements.values()) this.follow(element, track, at, running);
    if (Math.abs(at - this.get().position_ms) >= 200 || !running) this.merge({ position_ms: at });
  }

  private follow(element: HTMLMediaElement, track: RecordedTrack, at: number, running: boolean): void {
    const within = at >= track.start_ms && at < track.end_ms;
    if (element.error || element.seeking) return;
    const sounds = within && (track.kind === 'video' || soundsAt(track, at));
    if (!running || !sounds) {
      if (!element.paused) element.pause();
      const wanted = (Math.min(Math.max(at, track.start_ms), track.end_ms) - track.start_ms) / 1000;
      // Held for the network: a small difference is left alone, a jump would only ask for more of it.
      const held = !running && this.get().playing;
      if (held && Math.abs(element.currentTime - wanted) * 1000 <= clock.JUMP_MS) return;
      if (!running || !within) this.apply(element, clock.correction(element.currentTime, wanted, 1, false));
      return;
    }
    this.apply(
      element,
      clock.correction(element.currentTime, (at - track.start_ms) / 1000, this.state.rate, true),
    );
    if (element.paused && !element.ended) this.begin(element);
  }

  private begin(element: HTMLMediaElement): void {
    element.play().catch((problem: unknown) => {
      if (!(problem instanceof DOMException) || problem.name !== 'NotAllowedError') return;
      this.pause();
      this.merge({ blocked: true });
    });
  }

  private apply(element: HTMLMediaElement, change: clock.Correction): void {
    if (change.kind === 'jump') {
      const now = performance.now();
      if (now - (this.jumped.get(element) ?? Number.NEGATIVE_INFINITY) < JUMP_AGAIN_MS) return;
      this.jumped.set(element, now);
      element.currentTime = change.to_s;
    } else if (Math.abs(element.playbackRate - change.rate) > 0.001) element.playbackRate = change.rate;
  }

  /** Stops the clock while something that should be heard or seen has not arrived, so that all stay together. */
  private holdForStalls(now: number): void {
    if (!this.get().playing) return;
    const at = clock.positionAt(this.state, now);
    const stalled = [...this.elements.values()].filter(
      ({ element, track }) =>
        !this.givenUp.has(track.id) &&
        !element.error &&
        !element.ended &&
        element.readyState < HAVE_FUTURE_DATA &&
        at >= track.start_ms &&
        at < track.end_ms - 500 &&
        (track.kind === 'video' || soundsAt(track, at)),
    );
    if (stalled.length === 0) {
      this.stalledSince = null;
      this.state = clock.started(this.state, now);
      if (this.get().waiting) this.merge({ waiting: false });
      return;
    }
    this.stalledSince ??= now;
    const lasted = now - this.stalledSince;
    if (lasted > STALL_GIVEN_UP_MS) for (const { track } of stalled) this.givenUp.add(track.id);
    else this.state = clock.paused(this.state, now);
    if (lasted > STALL_SHOWN_MS !== this.get().waiting) this.merge({ waiting: lasted > STALL_SHOWN_MS });
  }
}
