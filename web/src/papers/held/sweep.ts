// Throws away what this machine must not keep any longer: of sign-ins that have ended and of meetings that are over.
import { ROOT } from '../../api/client';
import { type Copy, folderOf, parseName, wholeName } from './copies';
import type { Vault } from './vault';

/** Asks the server as one of this browser's sign-ins; the status and the answer. Rejects when it cannot be reached. */
export type AskAs = (slot: string, path: string) => Promise<{ status: number; body: unknown }>;

const OVER: readonly unknown[] = ['closed', 'archived', 'cancelled'];
const SHUT: readonly number[] = [401, 403, 404];

export const askAs: AskAs = async (slot, path) => {
  const answer = await fetch(`${ROOT}${path}`, {
    headers: { 'X-Giaoban-Slot': slot, Accept: 'application/json' },
    credentials: 'same-origin',
    cache: 'no-store',
  });
  const body: unknown = answer.ok ? await answer.json() : null;
  return { status: answer.status, body };
};

/** Everything of one sign-in. */
export async function purgeSlot(vault: Vault, slot: string): Promise<void> {
  await vault.remove(await vault.names(folderOf(slot)));
}

/** Tells the server what this machine has thrown away, as one of this browser's sign-ins. */
export type TellAs = (
  slot: string,
  meeting: string,
  gone: readonly Pick<Copy, 'paper' | 'version'>[],
) => Promise<unknown>;

/**
 * Looks through the whole store once; what the server does not answer for now is looked at the next time. What goes of
 * a meeting that ended while this machine was off is said to be gone: a paper may have been marked since.
 */
export async function sweep(vault: Vault, ask: AskAs, tell: TellAs): Promise<void> {
  const meetings = new Map<string, Set<string>>();
  for (const name of await vault.names('')) {
    const found = parseName(name);
    if (!found) await vault.remove([name]);
    else meetings.set(found.slot, (meetings.get(found.slot) ?? new Set()).add(found.meeting));
  }
  for (const [slot, ids] of meetings) {
    if (await signedOut(ask, slot)) await purgeSlot(vault, slot);
    else for (const id of ids) if (await over(ask, slot, id)) await purgeMeeting(vault, slot, id, tell);
  }
}

async function purgeMeeting(vault: Vault, slot: string, meeting: string, tell: TellAs): Promise<void> {
  const names = await vault.names(folderOf(slot, meeting));
  await vault.remove(names);
  const whole = names.filter((name) => name.endsWith(wholeName('')));
  const gone = whole.flatMap((name) => parseName(name)?.copy ?? []);
  if (gone.length > 0) await tell(slot, meeting, gone).catch(() => undefined);
}

async function signedOut(ask: AskAs, slot: string): Promise<boolean> {
  const { status, body } = await ask(slot, '/session');
  return SHUT.includes(status) || (status === 200 && field(body, 'principal') === null);
}

async function over(ask: AskAs, slot: string, meeting: string): Promise<boolean> {
  const { status, body } = await ask(slot, `/meetings/${encodeURIComponent(meeting)}`);
  return SHUT.includes(status) || OVER.includes(field(body, 'state'));
}

function field(body: unknown, name: string): unknown {
  return typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[name] : undefined;
}
