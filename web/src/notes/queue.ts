// Changes to notes that the server has not taken yet, kept in the browser as ciphertext until it has. Knows no key.

/** A note, or its removal (`box` null), on its way. */
export interface Waiting {
  readonly owner: string;
  readonly meeting: string;
  readonly id: string;
  readonly box: string | null;
  /** The key the box was sealed with. */
  readonly key_id: string;
  /** The revision it was made on; 0 for a new note. */
  readonly base: number;
  /** What was sent before without an answer: the server may have it. */
  readonly tried: readonly string[];
  /** When it began to wait. */
  readonly since: string;
}

/** From now on the server may have this box. */
export const asTried =
  (box: string) =>
  (now: Waiting | null): Waiting | null =>
    now && now.box === box && !now.tried.includes(box) ? { ...now, tried: [...now.tried, box] } : now;

/** What a change takes over from the one that waits already; `base`: the revision it is made on else. */
export const goneOn = (now: Waiting | null, base: number): Pick<Waiting, 'base' | 'tried' | 'since'> => ({
  base: now?.base ?? base,
  tried: now?.tried ?? [],
  since: now?.since ?? new Date().toISOString(),
});

type Name = Pick<Waiting, 'owner' | 'meeting' | 'id'>;

export interface NoteQueue {
  /** Whether what waits outlives this page. */
  readonly lasting: boolean;
  all(owner: string): Promise<readonly Waiting[]>;
  /** Replaces what waits under a name by what `next` makes of it, with nothing coming between; null removes it. */
  change(name: Name, next: (now: Waiting | null) => Waiting | null): Promise<void>;
  clear(owner: string): Promise<void>;
  /** Lets go of what has waited for two months of anybody else: they are not coming back to this machine. */
  forgetOthers(owner: string, now: number): Promise<void>;
  /** Whether anything of anybody waits. */
  holds(): Promise<boolean>;
  /** Runs one sending of an owner at a time, also across the tabs of this browser. */
  alone<T>(owner: string, work: () => Promise<T>): Promise<T>;
}

const OTHERS_MS = 60 * 24 * 3_600_000;
const isLeft = (one: Waiting, owner: string, now: number): boolean =>
  one.owner !== owner && now - Date.parse(one.since) > OTHERS_MS;

const STORE = 'waiting';
const keyOf = ({ owner, meeting, id }: Name): string => `${owner} ${meeting} ${id}`;

/** For browsers that keep nothing, and for tests. */
export class MemoryQueue implements NoteQueue {
  readonly lasting: boolean = false;
  private readonly kept = new Map<string, Waiting>();
  private turn: Promise<unknown> = Promise.resolve();

  async all(owner: string): Promise<readonly Waiting[]> {
    return [...this.kept.values()].filter((one) => one.owner === owner);
  }

  async change(name: Name, next: (now: Waiting | null) => Waiting | null): Promise<void> {
    const made = next(this.kept.get(keyOf(name)) ?? null);
    if (made) this.kept.set(keyOf(name), made);
    else this.kept.delete(keyOf(name));
  }

  async clear(owner: string): Promise<void> {
    for (const one of await this.all(owner)) this.kept.delete(keyOf(one));
  }

  async forgetOthers(owner: string, now: number): Promise<void> {
    for (const [name, one] of this.kept) if (isLeft(one, owner, now)) this.kept.delete(name);
  }

  async holds(): Promise<boolean> {
    return this.kept.size > 0;
  }

  alone<T>(_owner: string, work: () => Promise<T>): Promise<T> {
    const done = this.turn.then(work);
    this.turn = done.catch(() => undefined);
    return done;
  }
}

function answered<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

export class DiskQueue implements NoteQueue {
  readonly lasting = true;
  /** `reopen`: a browser may close the database by itself, when it is short of room or the page was frozen. */
  constructor(
    private database: IDBDatabase,
    private readonly reopen: () => Promise<IDBDatabase>,
  ) {}

  async all(owner: string): Promise<readonly Waiting[]> {
    return (await this.everything()).filter((one) => one.owner === owner);
  }

  change(name: Name, next: (now: Waiting | null) => Waiting | null): Promise<void> {
    return this.write((store) => {
      const reading = store.get(keyOf(name));
      reading.onsuccess = () => {
        const made = next((reading.result as Waiting | undefined) ?? null);
        if (made) store.put(made, keyOf(name));
        else store.delete(keyOf(name));
      };
    });
  }

  async clear(owner: string): Promise<void> {
    await this.remove(await this.all(owner));
  }

  async forgetOthers(owner: string, now: number): Promise<void> {
    const left = (await this.everything()).filter((one) => isLeft(one, owner, now));
    if (left.length > 0) await this.remove(left);
  }

  async holds(): Promise<boolean> {
    return (await answered((await this.begin('readonly')).objectStore(STORE).count())) > 0;
  }

  alone<T>(owner: string, work: () => Promise<T>): Promise<T> {
    return navigator.locks.request(`giaoban-notes ${owner}`, work) as Promise<T>;
  }

  private async everything(): Promise<readonly Waiting[]> {
    return (await answered((await this.begin('readonly')).objectStore(STORE).getAll())) as readonly Waiting[];
  }

  private remove(them: readonly Waiting[]): Promise<void> {
    return this.write((store) => {
      for (const one of them) store.delete(keyOf(one));
    });
  }

  private async write(act: (store: IDBObjectStore) => void): Promise<void> {
    const work = await this.begin('readwrite');
    return new Promise((resolve, reject) => {
      act(work.objectStore(STORE));
      work.oncomplete = () => resolve();
      work.onabort = () => reject(work.error);
    });
  }

  private async begin(mode: IDBTransactionMode): Promise<IDBTransaction> {
    // strict: a note that is said to be kept is on disk.
    const work = () => this.database.transaction(STORE, mode, { durability: 'strict' });
    try {
      return work();
    } catch (problem) {
      if (!(problem instanceof DOMException) || problem.name !== 'InvalidStateError') throw problem;
      this.database = await this.reopen();
      return work();
    }
  }
}

/** One for the page: what waits outlives the screen it was written on. */
const inMemory = new MemoryQueue();

function openDatabase(): Promise<IDBDatabase> {
  const request = indexedDB.open('giaoban-notes', 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE);
  return answered(request);
}

/** This browser's queue; in memory alone where the browser keeps nothing (private windows). */
export async function openQueue(): Promise<NoteQueue> {
  try {
    return new DiskQueue(await openDatabase(), openDatabase);
  } catch {
    return inMemory;
  }
}
