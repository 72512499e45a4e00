// Small remembered choices. Storage may be forbidden or full; then nothing is remembered and nothing breaks.

type Kind = 'localStorage' | 'sessionStorage';

/** The remembered text, or null. */
export function readText(key: string, kind: Kind = 'localStorage'): string | null {
  try {
    return globalThis[kind]?.getItem(key) ?? null;
  } catch {
    return null;
  }
}

/** Remembers a text; null forgets it. */
export function writeText(key: string, value: string | null, kind: Kind = 'localStorage'): void {
  try {
    if (value === null) globalThis[kind]?.removeItem(key);
    else globalThis[kind]?.setItem(key, value);
  } catch {
    // Remembering is a comfort, not a need.
  }
}
