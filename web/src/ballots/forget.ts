// What happens to votes on this machine when somebody signs out. Apart from the rest, so that signing out loads no more.
import { type Drawer, openDrawer } from './drawer';

/** Whether this browser can take part: keys and storage need HTTPS (or this very machine). */
export const canVoteSecretly = (): boolean =>
  globalThis.isSecureContext && 'indexedDB' in globalThis && 'locks' in navigator;

/**
 * Who signs out leaves no vote behind: what was cast under a sign-in is thrown away. A credential not used yet stays,
 * for who signs in again while the poll is open.
 */
export async function forgetVotes(slot: string | null): Promise<void> {
  if (canVoteSecretly()) await forgetVotesIn(await openDrawer(), slot);
}

/** The same in any drawer. */
export async function forgetVotesIn(drawer: Drawer, slot: string | null): Promise<void> {
  for (const name of await drawer.names()) {
    const slip = await drawer.read(name);
    if (slip && (slip.slot ?? null) === slot && slip.choices !== null) await drawer.remove(name);
  }
}
