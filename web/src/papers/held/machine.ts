// This machine's store of papers: the service worker that serves it, the vault behind it, and what names the machine.
import { ROOT, standardHeaders } from '../../api/client';
import { readText, writeText } from '../../lib/storage';
import { folderOf } from './copies';
import { askAs, sweep, type TellAs } from './sweep';
import { openVault, type Vault } from './vault';

const DEVICE = 'giaoban-device';
const PATIENCE_MS = 5_000;

/** An id this browser made for itself once. Not a secret, and of nobody in particular. */
export function deviceId(): string {
  const known = readText(DEVICE);
  if (known) return known;
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const made = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  writeText(DEVICE, made);
  return made;
}

/** Starts the service worker where there can be one; without it papers come over the line as they are needed. */
export function startWorker(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  navigator.serviceWorker
    .register('/sw.js', { updateViaCache: 'none' })
    .then(() => machineVault())
    .then((vault) => vault && sweep(vault, askAs, tellAs))
    // No worker (private window, blocked storage) or no line: the page works without either.
    .catch(() => undefined);
}

const tellAs: TellAs = (slot, meeting, gone) => {
  const purged = gone.map(({ paper, version }) => ({ paper, version }));
  return fetch(`${ROOT}/meetings/${encodeURIComponent(meeting)}/papers/receipts`, {
    method: 'POST',
    headers: { ...standardHeaders(), 'X-Giaoban-Slot': slot, 'Content-Type': 'application/json' },
    credentials: 'same-origin',
    body: JSON.stringify({ device: deviceId(), held: [], purged }),
  });
};

/** The vault, once the worker serves this page; null when it does not. */
export async function machineVault(): Promise<Vault | null> {
  return (await served()) ? openVault() : null;
}

/** What a sign-in leaves on this machine goes when it ends, or what it leaves of one meeting. */
export async function forgetPapers(slot: string | null, meeting?: string): Promise<void> {
  if (slot === null) return;
  const vault = await openVault();
  if (vault) await vault.remove(await vault.names(folderOf(slot, meeting)));
}

function served(): Promise<boolean> {
  if (!('serviceWorker' in navigator)) return Promise.resolve(false);
  if (navigator.serviceWorker.controller) return Promise.resolve(true);
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), PATIENCE_MS);
    navigator.serviceWorker.addEventListener(
      'controllerchange',
      () => {
        clearTimeout(timer);
        resolve(true);
      },
      { once: true },
    );
  });
}
