// The service worker: serves the papers this machine holds. Built into one file of its own, /sw.js.
import { answer, heldName } from './answering';
import { dropOldCaches, openVault } from './vault';

interface Waiting extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Asked extends Event {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
/** The part of ServiceWorkerGlobalScope that is used; its library excludes the pages' one. */
interface Scope {
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listener: (event: Waiting) => void): void;
  addEventListener(type: 'fetch', listener: (event: Asked) => void): void;
}

const scope = globalThis as unknown as Scope;

scope.addEventListener('install', (event) => event.waitUntil(scope.skipWaiting()));
scope.addEventListener('activate', (event) =>
  event.waitUntil(Promise.all([dropOldCaches(), scope.clients.claim()])),
);
scope.addEventListener('fetch', (event) => {
  const name = heldName(event.request);
  if (name !== null)
    event.respondWith(openVault().then((vault) => answer(name, vault, () => fetch(event.request))));
});
