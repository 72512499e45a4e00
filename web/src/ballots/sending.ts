// The two requests of a secret ballot: asking for a credential signed in, and casting as nobody.
import { api, ROOT } from '../api/client';
import { ApiError, errorFrom, NETWORK, UNREADABLE } from '../api/errors';

export interface SentBallot {
  readonly meeting: string;
  readonly poll: string;
  readonly serial: string;
  readonly choices: readonly string[];
  readonly signature: string;
  readonly proof: string;
  readonly change: number;
}

export interface Sending {
  /** The server's signature over a blinded serial; asked again with the same, the same. */
  credential(meeting: string, poll: string, seat: string, blinded: string): Promise<string>;
  /** Puts a ballot into the box; safe to repeat. */
  cast(ballot: SentBallot): Promise<void>;
}

const PATIENCE_MS = 20_000;

/** Without cookies, slot or referrer: nothing in the request says who sends it. */
async function cast(ballot: SentBallot): Promise<void> {
  let response: Response;
  try {
    response = await fetch(`${ROOT}/ballots`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      body: JSON.stringify(ballot),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
  } catch {
    throw new ApiError(NETWORK, '', 0);
  }
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) throw errorFrom(response.status, answer);
  // What stands between may answer in the server's place (a portal's page): only the box's own word counts.
  if (!isStored(answer)) throw new ApiError(UNREADABLE, '', 0);
}

const isStored = (answer: unknown): boolean =>
  typeof answer === 'object' && answer !== null && 'stored' in answer && answer.stored === true;

export const overHttp: Sending = {
  async credential(meeting, poll, seat, blinded) {
    const path = `/meetings/${meeting}/polls/${poll}/credentials`;
    return (await api.post<{ signature: string }>(path, { seat, blinded })).signature;
  },
  cast,
};
