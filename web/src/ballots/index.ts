// Secret ballots as the screens use them.
import { openDrawer } from './drawer';
import { SecretBallots } from './secretBallots';
import { overHttp } from './sending';

export { type OwnBallot, SecretBallots, type SlipState } from './secretBallots';

/** Whether this browser can take part: keys and storage need HTTPS (or this very machine). */
export const canVoteSecretly = (): boolean =>
  globalThis.isSecureContext && 'indexedDB' in globalThis && 'locks' in navigator;

/** The secret ballots of a meeting. Rejects where the browser keeps nothing. */
export async function openSecretBallots(meeting: string): Promise<SecretBallots> {
  return new SecretBallots(meeting, await openDrawer(), overHttp);
}
