// Which marked papers this machine has had pages of: names alone, so that it can prove after a restart that all is gone.
import { readText, writeText } from '../../lib/storage';

export interface Had {
  readonly paper: string;
  readonly version: number;
}

const PREFIX = 'giaoban-marked';
const key = (slot: string, meeting: string) => `${PREFIX} ${slot} ${meeting}`;

/** What was had of a meeting and not yet reported as gone. */
export function remembered(slot: string, meeting: string): readonly Had[] {
  return (readText(key(slot, meeting)) ?? '')
    .split(' ')
    .filter(Boolean)
    .map((text) => {
      const at = text.lastIndexOf('@');
      return { paper: text.slice(0, at), version: Number(text.slice(at + 1)) };
    });
}

export function remember(slot: string, meeting: string, had: readonly Had[]): void {
  const text = had.map(({ paper, version }) => `${paper}@${version}`).join(' ');
  writeText(key(slot, meeting), text || null);
}

/** Sign-ins and meetings of which something is remembered. */
export function placesRemembered(
  storage: Storage,
): readonly { readonly slot: string; readonly meeting: string }[] {
  return Object.keys(storage).flatMap((name) => {
    const [prefix, slot, meeting] = name.split(' ');
    return prefix === PREFIX && slot && meeting ? [{ slot, meeting }] : [];
  });
}
