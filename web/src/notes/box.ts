// Seals and opens notes: AES-256-GCM with the owner's data key, bound to owner, meeting and id. See NIST SP 800-38D.
import { type Note, readNote, writeNote } from './note';

/** Whose note it is and which. Sealed in as additional data: a box moved under another name does not open. */
export interface Label {
  readonly owner: string;
  readonly meeting: string;
  readonly id: string;
}

/** The box was sealed with another key, for another note, or was changed. */
export class ClosedBox extends Error {
  override readonly name = 'ClosedBox';
}

const ALGORITHM = 'AES-GCM';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;

/** Whether this page may do cryptography: browsers allow it over HTTPS and on the machine itself. */
export const canSeal = (): boolean => globalThis.crypto?.subtle !== undefined;

export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

/** Rejects what is not base64 with a DOMException, as `atob` does. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

/** The data key for use alone: the page cannot read it out again. */
export async function keyFrom(base64: string): Promise<CryptoKey> {
  const bytes = fromBase64(base64);
  if (bytes.length !== KEY_BYTES) throw new ClosedBox(`a key of ${bytes.length} bytes`);
  return crypto.subtle.importKey('raw', bytes, ALGORITHM, false, ['encrypt', 'decrypt']);
}

export async function seal(key: CryptoKey, label: Label, note: Note): Promise<string> {
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const plain = new TextEncoder().encode(writeNote(note));
  const sealed = await crypto.subtle.encrypt(parameters(nonce, label), key, plain);
  const box = new Uint8Array(NONCE_BYTES + sealed.byteLength);
  box.set(nonce);
  box.set(new Uint8Array(sealed), NONCE_BYTES);
  return toBase64(box);
}

/** What `seal` has sealed; rejects with a ClosedBox whatever the reason. */
export async function open(key: CryptoKey, label: Label, box: string): Promise<Note> {
  let plain: ArrayBuffer;
  try {
    const bytes = fromBase64(box);
    const nonce = bytes.slice(0, NONCE_BYTES);
    plain = await crypto.subtle.decrypt(parameters(nonce, label), key, bytes.slice(NONCE_BYTES));
  } catch {
    throw new ClosedBox('the box does not open');
  }
  const note = readNote(new TextDecoder().decode(plain));
  if (!note) throw new ClosedBox('the box holds no note');
  return note;
}

function parameters(iv: Uint8Array<ArrayBuffer>, { owner, meeting, id }: Label): AesGcmParams {
  const label = new TextEncoder().encode(`giaoban-note/1|${owner}|${meeting}|${id}`);
  return { name: ALGORITHM, iv, additionalData: label };
}

/** An id for the copy kept of a note changed elsewhere: the same box makes the same, so that nothing is kept twice. */
export async function idOfCopy(box: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`giaoban-copy|${box}`));
  const bytes = new Uint8Array(digest).slice(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** As `open`; null for a box that does not open. */
export async function openIf(key: CryptoKey, label: Label, box: string): Promise<Note | null> {
  try {
    return await open(key, label, box);
  } catch (problem) {
    if (!(problem instanceof ClosedBox)) throw problem;
    return null;
  }
}
