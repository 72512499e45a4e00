// The voter's side of RFC 9474 (RSABSSA-SHA384-PSS-Deterministic): a serial of one's own, blinded, signed, unblinded.
// The server learns who asked and what is in the box, and has nothing that ties the two together.
import { RSABSSA } from '@cloudflare/blindrsa-ts';

const OWN = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const SIGNING = { name: 'ECDSA', hash: 'SHA-256' } as const;

/** What is kept between asking and the answer. The private key cannot be read out, only used. */
export interface Blinded {
  readonly key: CryptoKey;
  readonly serial: string;
  readonly blinded: string;
  readonly inverse: string;
}

/** Bytes as base64url without padding. */
export function toText(bytes: Uint8Array): string {
  let letters = '';
  for (const byte of bytes) letters += String.fromCharCode(byte);
  return btoa(letters).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** base64 in either alphabet as bytes. */
export function toBytes(text: string): Uint8Array<ArrayBuffer> {
  const letters = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
}

function serverKey(spki: string): Promise<CryptoKey> {
  // The library reads the key's numbers, so it has to be extractable; it is public.
  return crypto.subtle.importKey('spki', toBytes(spki), { name: 'RSA-PSS', hash: 'SHA-384' }, true, [
    'verify',
  ]);
}

const suite = () => RSABSSA.SHA384.PSS.Deterministic();

/** A new serial and its blinded form for a poll's public key (SPKI, base64). */
export async function blind(spki: string): Promise<Blinded> {
  const pair = await crypto.subtle.generateKey(OWN, false, ['sign', 'verify']);
  const serial = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  const { blindedMsg, inv } = await suite().blind(await serverKey(spki), serial);
  return {
    key: pair.privateKey,
    serial: toText(serial),
    blinded: toText(blindedMsg),
    inverse: toText(inv),
  };
}

/** The credential out of the server's answer. Rejects when the server signed anything else. */
export async function unblind(spki: string, asked: Blinded, signature: string): Promise<string> {
  const key = await serverKey(spki);
  const made = await suite().finalize(key, toBytes(asked.serial), toBytes(signature), toBytes(asked.inverse));
  return toText(made);
}

/** The voter's own signature under what they chose (RFC 8785 JSON, as the server writes it). */
export async function prove(
  key: CryptoKey,
  meeting: string,
  poll: string,
  choices: readonly string[],
  change: number,
): Promise<string> {
  const statement = new TextEncoder().encode(JSON.stringify({ change, choices, meeting, poll }));
  return toText(new Uint8Array(await crypto.subtle.sign(SIGNING, key, statement)));
}
