// Where a browser keeps its credentials: IndexedDB, written to disk before anything is sent. Knows no polls.
import type { Blinded } from './blind';

/** One seat's part in one secret poll. */
export interface Slip extends Blinded {
  readonly name: string;
  readonly signature: string | null;
  /** What was sent last, under the number `change`; null before anything was. */
  readonly choices: readonly string[] | null;
  readonly change: number;
  /** Whether the box has what was sent last, or refused it; neither: on the way, perhaps arrived. */
  readonly stored: boolean;
  readonly refused?: boolean;
  /** What is in the box for sure, also while something newer is on the way. */
  readonly counts?: readonly string[] | null;
  /** The sign-in it was made under, and when (ms since 1970). */
  readonly slot?: string | null;
  readonly made?: number;
}

/** Whether a slip may be on its way: the box perhaps has it. */
export const isUnderWay = (slip: Slip): boolean => slip.choices !== null && !slip.stored && !slip.refused;

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
