// A server that signs and keeps ballots as the real one does, a drawer in memory, and a clock nobody waits for.
import { ApiError } from '../../src/api/errors';
import { toBytes, toText } from '../../src/ballots/blind';
import type { Drawer, Slip } from '../../src/ballots/drawer';
import type { Pace } from '../../src/ballots/secretBallots';
import type { Sending, SentBallot } from '../../src/ballots/sending';

export class MemoryDrawer implements Drawer {
  readonly slips = new Map<string, Slip>();
  private readonly locks = new Map<string, Promise<unknown>>();

  async read(name: string): Promise<Slip | null> {
    return this.slips.get(name) ?? null;
  }

  async write(slip: Slip): Promise<void> {
    this.slips.set(slip.name, slip);
  }

  async names(): Promise<readonly string[]> {
    return [...this.slips.keys()];
  }

  async remove(name: string): Promise<void> {
    this.slips.delete(name);
  }

  alone<T>(name: string, work: () => Promise<T>): Promise<T> {
    const before = this.locks.get(name) ?? Promise.resolve();
    const mine = before.then(work, work);
    this.locks.set(
      name,
      mine.catch(() => undefined),
    );
    return mine;
  }
}

export const noWaiting: Pace = { wait: async () => undefined, chance: () => 0.5, now: () => Date.now() };

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  for (let bit = exponent, square = base % modulus; bit > 0n; bit >>= 1n) {
    if (bit & 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}

const toNumber = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).toString('hex')}`);

/** Signs with plain RSA, one blinded message a seat, and verifies every ballot with WebCrypto. */
export class FakeBox implements Sending {
  readonly signed = new Map<string, string>();
  readonly ballots = new Map<string, SentBallot>();
  readonly requests: string[] = [];
  /** Answers that get lost on the way, after the server has done its part. */
  lost = 0;
  /** Refusals to come, before anything is done. */
  readonly refusals: ApiError[] = [];

  private constructor(
    readonly spki: string,
    private readonly modulus: bigint,
    private readonly exponent: bigint,
    private readonly key: CryptoKey,
  ) {}

  static async made(): Promise<FakeBox> {
    const kind = { name: 'RSA-PSS', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) };
    const pair = await crypto.subtle.generateKey({ ...kind, hash: 'SHA-384' }, true, ['sign', 'verify']);
    const spki = Buffer.from(await crypto.subtle.exportKey('spki', pair.publicKey)).toString('base64');
    const { n = '', d = '' } = await crypto.subtle.exportKey('jwk', pair.privateKey);
    return new FakeBox(spki, toNumber(toBytes(n)), toNumber(toBytes(d)), pair.publicKey);
  }

  private async answer(request: string): Promise<void> {
    this.requests.push(request);
    const refusal = this.refusals.shift();
    if (refusal) throw refusal;
  }

  private lose(): void {
    if (this.lost-- > 0) throw new ApiError('network.unreachable', '', 0);
    this.lost = 0;
  }

  async credential(_meeting: string, poll: string, seat: string, blinded: string): Promise<string> {
    await this.answer('credential');
    const taken = this.signed.get(`${poll}/${seat}`) ?? blinded;
    if (taken !== blinded) throw new ApiError('ballot.credential_taken', '', 409);
    this.signed.set(`${poll}/${seat}`, blinded);
    this.lose();
    const value = power(toNumber(toBytes(blinded)), this.exponent, this.modulus);
    return toText(Buffer.from(value.toString(16).padStart(512, '0'), 'hex'));
  }

  async cast(ballot: SentBallot): Promise<void> {
    await this.answer('cast');
    const scheme = { name: 'RSA-PSS', saltLength: 48 };
    const serial = toBytes(ballot.serial);
    if (!(await crypto.subtle.verify(scheme, this.key, toBytes(ballot.signature), serial)))
      throw new ApiError('ballot.bad_credential', '', 403);
    const { change, choices, meeting, poll } = ballot;
    const own = await crypto.subtle.importKey('raw', serial, { name: 'ECDSA', namedCurve: 'P-256' }, true, [
      'verify',
    ]);
    const said = new TextEncoder().encode(JSON.stringify({ change, choices, meeting, poll }));
    const proof = toBytes(ballot.proof);
    if (!(await crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, own, proof, said)))
      throw new ApiError('ballot.bad_credential', '', 403);
    this.ballots.set(ballot.serial, ballot);
    this.lose();
  }
}
