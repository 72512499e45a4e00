// Which key does what in the player. Pure.

export type PlayerKey =
  | {
      readonly act:
        | 'toggle'
        | 'next'
        | 'previous'
        | 'mute'
        | 'start'
        | 'end'
        | 'faster'
        | 'slower'
        | 'layout';
    }
  | { readonly act: 'skip'; readonly by_ms: number }
  | { readonly act: 'part'; readonly share: number };

const ACTS: Readonly<Record<string, PlayerKey>> = {
  ' ': { act: 'toggle' },
  k: { act: 'toggle' },
  j: { act: 'skip', by_ms: -10_000 },
  l: { act: 'skip', by_ms: 10_000 },
  ArrowLeft: { act: 'skip', by_ms: -5_000 },
  ArrowRight: { act: 'skip', by_ms: 5_000 },
  n: { act: 'next' },
  p: { act: 'previous' },
  PageDown: { act: 'next' },
  PageUp: { act: 'previous' },
  m: { act: 'mute' },
  Home: { act: 'start' },
  End: { act: 'end' },
  '>': { act: 'faster' },
  '<': { act: 'slower' },
  v: { act: 'layout' },
};

export interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** What a key press means, or null. `tag` and `role` say what has the focus: typing and pressing buttons stay theirs. */
export function playerKey(event: Pressed, tag: string, role: string | null): PlayerKey | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  if (['INPUT', 'TEXTAREA', 'SELECT'].includes(tag) || role === 'menuitem' || role === 'slider') return null;
  if (event.key === ' ' && ['BUTTON', 'A', 'SUMMARY'].includes(tag)) return null;
  if (/^[0-9]$/.test(event.key)) return { act: 'part', share: Number(event.key) / 10 };
  return ACTS[event.key] ?? ACTS[event.key.toLowerCase()] ?? null;
}
