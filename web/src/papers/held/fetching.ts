// Brings one version of a paper into the vault: in pieces, on from where it stopped, kept only when its hash is right.
import { type Copy, partName, wholeName } from './copies';
import type { Pace } from './pace';
import type { Vault } from './vault';

/** Asks for bytes `from` up to but not including `to` of the version. */
export type GetPiece = (from: number, to: number, signal: AbortSignal) => Promise<Response>;

/** The server does not give this version any more; asking again is of no use. */
export class NotThere extends Error {}
/** What came does not have the version's hash. */
export class Corrupt extends Error {}

const PARTIAL = 206;
const REFUSALS: readonly number[] = [400, 401, 403, 404, 409, 410, 416];

/** Bytes that lie in the vault without a gap from the beginning on, and the names that hold them. */
export async function soFar(vault: Vault, folder: string): Promise<{ bytes: number; names: string[] }> {
  const prefix = partName(folder, 0).slice(0, -1);
  const offsets = (await vault.names(prefix)).map((name) => Number(name.slice(prefix.length)));
  const names: string[] = [];
  let bytes = 0;
  for (const offset of offsets.toSorted((a, b) => a - b)) {
    if (offset !== bytes) break;
    const part = await vault.read(partName(folder, offset));
    if (!part) break;
    names.push(partName(folder, offset));
    bytes += part.size;
  }
  return { bytes, names };
}

export const isWhole = async (vault: Vault, folder: string): Promise<boolean> =>
  (await vault.names(wholeName(folder))).length > 0;

interface Errand {
  readonly vault: Vault;
  readonly folder: string;
  readonly copy: Copy;
  readonly get: GetPiece;
  readonly pace: Pace;
  readonly note: (bytes: number) => void;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

/**
 * Fetches what is missing and verifies the whole. Rejects with what cut it off; what came until then is kept, so
 * that calling again goes on from there. Rejects with NotThere or Corrupt when that is of no use.
 */
export async function bring(errand: Errand, signal: AbortSignal): Promise<void> {
  const { vault, folder, copy, pace, note, sleep } = errand;
  let { bytes } = await soFar(vault, folder);
  note(bytes);
  while (bytes < copy.size) {
    await sleep(pace.rest(), signal);
    const began = performance.now();
    const came = await piece(errand, bytes, signal);
    pace.came(came, performance.now() - began);
    bytes += came;
    note(bytes);
  }
  await verify(vault, folder, copy);
}

async function piece({ vault, folder, copy, get, pace }: Errand, from: number, signal: AbortSignal) {
  const to = Math.min(copy.size, from + pace.piece());
  const answer = await get(from, to, signal);
  if (answer.status !== PARTIAL || !startsAt(answer, from)) {
    void answer.body?.cancel();
    if (answer.ok || REFUSALS.includes(answer.status)) throw new NotThere(`paper: ${answer.status}`);
    throw new Error(`paper: ${answer.status}`);
  }
  const { chunks, size, cut } = await read(answer);
  if (size > 0) await vault.write(partName(folder, from), new Blob(chunks));
  if (cut !== null) throw cut;
  return size;
}

function startsAt(answer: Response, from: number): boolean {
  return (answer.headers.get('Content-Range') ?? '').startsWith(`bytes ${from}-`);
}

/** Reads until the end or until the line is cut; both leave what came. */
async function read(answer: Response): Promise<{ chunks: BlobPart[]; size: number; cut: unknown }> {
  const chunks: BlobPart[] = [];
  let size = 0;
  const reader = answer.body?.getReader();
  if (!reader) return { chunks, size, cut: new Error('paper: no body') };
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return { chunks, size, cut: size === 0 ? new Error('paper: empty') : null };
      chunks.push(value as Uint8Array<ArrayBuffer>);
      size += value.byteLength;
    }
  } catch (cut) {
    return { chunks, size, cut };
  }
}

async function verify(vault: Vault, folder: string, copy: Copy): Promise<void> {
  const { names } = await soFar(vault, folder);
  const parts = await Promise.all(names.map((name) => vault.read(name)));
  const whole = new Blob(parts.filter((part) => part !== null));
  if ((await sha256(whole)) !== copy.sha256) {
    await vault.remove(await vault.names(folder));
    throw new Corrupt(copy.paper);
  }
  await vault.write(wholeName(folder), whole);
  await vault.remove(names);
}

/** The SHA-256 of a blob in hex. */
export async function sha256(data: Blob): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await data.arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
