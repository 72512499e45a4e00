// Where a browser keeps its credentials: IndexedDB, written to disk before anything is sent. Knows no polls.
import type { Blinded } from './blind';

/** One seat's part in one secret poll. `choices` with `stored` false: on the way, perhaps arrived. */
export interface Slip extends Blinded {
  readonly name: string;
  readonly signature: string | null;
  readonly choices: readonly string[] | null;
  readonly change: number;
  readonly stored: boolean;
}

export interface Drawer {
  read(name: string): Promise<Slip | null>;
  write(slip: Slip): Promise<void>;
  names(): Promise<readonly string[]>;
  remove(name: string): Promise<void>;
  /** Runs one piece of work on a slip at a time, also across the tabs of this browser. */
  alone<T>(name: string, work: () => Promise<T>): Promise<T>;
}

const STORE = 'slips';

function answered<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function opened(): Promise<IDBDatabase> {
  const request = indexedDB.open('giaoban-ballots', 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'name' });
  return answered(request);
}

class DiskDrawer implements Drawer {
  constructor(private readonly database: IDBDatabase) {}

  private change(act: (store: IDBObjectStore) => void): Promise<void> {
    return new Promise((resolve, reject) => {
      // strict: done means on disk, so that a power cut loses nothing that was sent.
      const work = this.database.transaction(STORE, 'readwrite', { durability: 'strict' });
      act(work.objectStore(STORE));
      work.oncomplete = () => resolve();
      work.onabort = () => reject(work.error);
    });
  }

  private get store(): IDBObjectStore {
    return this.database.transaction(STORE, 'readonly').objectStore(STORE);
  }

  async read(name: string): Promise<Slip | null> {
    return ((await answered(this.store.get(name))) as Slip | undefined) ?? null;
  }

  write(slip: Slip): Promise<void> {
    return this.change((store) => store.put(slip));
  }

  async names(): Promise<readonly string[]> {
    return (await answered(this.store.getAllKeys())).map(String);
  }

  remove(name: string): Promise<void> {
    return this.change((store) => store.delete(name));
  }

  async alone<T>(name: string, work: () => Promise<T>): Promise<T> {
    return await navigator.locks.request(`giaoban-ballot-${name}`, work);
  }
}

/** This browser's drawer; rejects where the browser keeps nothing. */
export async function openDrawer(): Promise<Drawer> {
  return new DiskDrawer(await opened());
}
