// What the service worker answers itself: papers' files that this machine holds for the sign-in that asks. Nothing else.
import { nameOf, wholeName } from './copies';
import type { Vault } from './vault';

const FILE = /^\/api\/v1\/meetings\/([^/]+)\/papers\/([^/]+)\/file$/;

/** Where the file asked for would lie; null for every request that is none of the worker's business. */
export function heldName(request: Request): string | null {
  const url = new URL(request.url);
  const [, meeting, paper] = FILE.exec(url.pathname) ?? [];
  const [version, sha256] = [url.searchParams.get('version'), url.searchParams.get('sha256')];
  const slot = request.headers.get('X-Giaoban-Slot') ?? url.searchParams.get('slot');
  if (request.method !== 'GET' || !meeting || !paper || !version || !sha256 || !slot) return null;
  // A person who opens or saves the file gets the server's answer, and so does who measures the line.
  if (request.mode === 'navigate' || url.searchParams.has('download') || request.cache === 'no-store')
    return null;
  if (request.headers.has('Range')) return null;
  const copy = { paper: decodeURIComponent(paper), version: Number(version), sha256 };
  return wholeName(nameOf(slot, decodeURIComponent(meeting), copy));
}

/** The held file as the server would send it, or what the network says. */
export async function answer(
  name: string,
  vault: Vault | null,
  network: () => Promise<Response>,
): Promise<Response> {
  const held = await vault?.read(name).catch(() => null);
  if (!held) return network();
  return new Response(held, {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Length': String(held.size),
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
      'X-Giaoban-Held': '1',
    },
  });
}
