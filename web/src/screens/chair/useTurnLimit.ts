// How long a granted turn lasts by default; remembered on this machine.
import { useState } from 'react';
import { readText, writeText } from '../../lib/storage';

const STORED = 'giaoban-turn-limit';
export const LIMITS_S: readonly (number | null)[] = [180, 300, 600, 900, null];

export interface TurnLimit {
  /** Seconds, or null for no limit. */
  readonly seconds: number | null;
  readonly set: (seconds: number | null) => void;
}

function stored(): number | null {
  const text = readText(STORED);
  if (text === 'none') return null;
  const seconds = Number(text);
  return LIMITS_S.includes(seconds) ? seconds : 300;
}

export function useTurnLimit(): TurnLimit {
  const [seconds, setSeconds] = useState<number | null>(stored);
  const set = (next: number | null) => {
    writeText(STORED, next === null ? 'none' : String(next));
    setSeconds(next);
  };
  return { seconds, set };
}
