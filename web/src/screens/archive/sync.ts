/**
 * Keeps several media elements together: one clock is the truth, each element follows it.
 * Pure: the wall time is an argument, and what to do to an element is returned, not done.
 */

/** Heard as one below this; a larger drift is pulled in by playing a little faster or slower. */
export const IN_STEP_MS = 45;
/** Beyond this, playing faster would be audible for too long: jump instead. */
export const JUMP_MS = 400;
const PULL = 0.06;

export interface ClockState {
  /** Position of the record at `since_ms`. */
  base_ms: number;
  /** Wall time the clock was last started; null while it stands. */
  since_ms: number | null;
  rate: number;
  duration_ms: number;
}

export function stopped(duration_ms: number): ClockState {
  return { base_ms: 0, since_ms: null, rate: 1, duration_ms };
}

export function positionAt(clock: ClockState, wall_ms: number): number {
  const run = clock.since_ms === null ? 0 : (wall_ms - clock.since_ms) * clock.rate;
  return Math.min(Math.max(clock.base_ms + run, 0), clock.duration_ms);
}

export function started(clock: ClockState, wall_ms: number): ClockState {
  if (clock.since_ms !== null) return clock;
  const atEnd = clock.base_ms >= clock.duration_ms;
  return { ...clock, base_ms: atEnd ? 0 : clock.base_ms, since_ms: wall_ms };
}

export function paused(clock: ClockState, wall_ms: number): ClockState {
  return { ...clock, base_ms: positionAt(clock, wall_ms), since_ms: null };
}

export function sought(clock: ClockState, to_ms: number, wall_ms: number): ClockState {
  const base_ms = Math.min(Math.max(to_ms, 0), clock.duration_ms);
  return { ...clock, base_ms, since_ms: clock.since_ms === null ? null : wall_ms };
}

export function atRate(clock: ClockState, rate: number, wall_ms: number): ClockState {
  const base_ms = positionAt(clock, wall_ms);
  return { ...clock, base_ms, rate, since_ms: clock.since_ms === null ? null : wall_ms };
}

export type Correction = { kind: 'jump'; to_s: number } | { kind: 'rate'; rate: number };

/**
 * What brings an element to where the clock is. `element_s` and `wanted_s` are positions within the track.
 * While the clock stands every visible difference is a jump: nothing plays that could catch up.
 */
export function correction(element_s: number, wanted_s: number, rate: number, running: boolean): Correction {
  const drift_ms = (element_s - wanted_s) * 1000;
  if (!running)
    return Math.abs(drift_ms) > IN_STEP_MS ? { kind: 'jump', to_s: wanted_s } : { kind: 'rate', rate };
  if (Math.abs(drift_ms) > JUMP_MS * Math.max(1, rate)) return { kind: 'jump', to_s: wanted_s };
  if (Math.abs(drift_ms) <= IN_STEP_MS) return { kind: 'rate', rate };
  return { kind: 'rate', rate: rate * (drift_ms > 0 ? 1 - PULL : 1 + PULL) };
}
