// Secret ballots as the screens use them.
import { currentSlot } from '../api/slot';
import { openDrawer } from './drawer';
import { SecretBallots } from './secretBallots';
import { overHttp } from './sending';

export { canVoteSecretly } from './forget';
export { type Ending, NOT_KEPT, type OwnBallot, SecretBallots, type SlipState } from './secretBallots';

/** The secret ballots of a meeting. Rejects where the browser keeps nothing. */
export async function openSecretBallots(meeting: string): Promise<SecretBallots> {
  return new SecretBallots(meeting, await openDrawer(), overHttp, undefined, currentSlot());
}
