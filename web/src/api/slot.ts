// Which sign-in this tab uses. Several people may be signed in in several tabs of one browser.
import { readText, writeText } from '../lib/storage';

const KEY = 'giaoban-slot';

/** The tab's slot; a new tab takes the machine's latest. */
export function currentSlot(): string | null {
  return readText(KEY, 'sessionStorage') ?? readText(KEY);
}

/** Binds this tab to a sign-in and makes it the machine's latest. */
export function rememberSlot(slot: string): void {
  writeText(KEY, slot, 'sessionStorage');
  writeText(KEY, slot);
}

/** Forgets this tab's sign-in; also the machine's, if it is the same. */
export function forgetSlot(): void {
  const own = currentSlot();
  writeText(KEY, null, 'sessionStorage');
  if (own !== null && readText(KEY) === own) writeText(KEY, null);
}
