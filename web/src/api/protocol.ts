// The messages of the meeting socket, parsed once into types.
import type { ErrorBody } from './errors';
import type { PatchOperation } from './jsonPatch';
import type { View } from './view';

export type ServerMessage =
  | {
      readonly type: 'view';
      readonly revision: number;
      readonly view: View;
      readonly now: string;
      readonly incarnation: string;
      /** The name of this screen's line, by which it asks for pages of marked papers; of a screen with the seat only. */
      readonly screen?: string;
    }
  | {
      readonly type: 'patch';
      readonly base: number;
      readonly revision: number;
      readonly patch: readonly PatchOperation[];
      readonly now: string;
    }
  | { readonly type: 'reply'; readonly key: string; readonly ok: true; readonly seq: number }
  | { readonly type: 'reply'; readonly key: string; readonly ok: false; readonly error: ErrorBody }
  | { readonly type: 'signal'; readonly name: string; readonly data: unknown }
  | { readonly type: 'pong'; readonly t: number; readonly now: string }
  | { readonly type: 'bye'; readonly code: string; readonly message: string };

export type ClientMessage =
  | { readonly type: 'command'; readonly key: string; readonly command: string; readonly data: object }
  | { readonly type: 'resync' }
  | { readonly type: 'ping'; readonly t: number }
  | { readonly type: 'signal'; readonly name: string; readonly data: object };

const KNOWN = new Set(['view', 'patch', 'reply', 'signal', 'pong', 'bye']);

/** The message in a text frame; null for one this client does not know (a newer server may send more). */
export function parseMessage(text: unknown): ServerMessage | null {
  if (typeof text !== 'string') return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null || !('type' in value)) return null;
  return typeof value.type === 'string' && KNOWN.has(value.type) ? (value as ServerMessage) : null;
}

/** Close codes after which coming back by oneself makes no sense, and what they mean. */
export const FINAL_CLOSES: Readonly<Record<number, EndReason>> = {
  1008: 'refused',
  4401: 'signed_out',
  4403: 'not_admitted',
  4409: 'replaced',
};
export type EndReason = 'refused' | 'signed_out' | 'not_admitted' | 'replaced';
