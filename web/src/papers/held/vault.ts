// Named blobs that outlive the page: Cache Storage behind one small interface. Knows no papers.

export interface Vault {
  /** Every name that begins so. */
  names(prefix: string): Promise<readonly string[]>;
  read(name: string): Promise<Blob | null>;
  /** Rejects with a QuotaExceededError when the machine has no room. */
  write(name: string, data: Blob): Promise<void>;
  remove(names: readonly string[]): Promise<void>;
  /** Bytes that may still be written, as far as the browser says. */
  room(): Promise<number>;
}

const FAMILY = 'giaoban-papers-';
/** Raised when what is kept changes its form; older caches are then thrown away. */
export const CACHE = `${FAMILY}1`;
/** An address of our own origin at which nothing is served. */
const ROOT = '/held/';

class CacheVault implements Vault {
  constructor(private readonly cache: Cache) {}

  async names(prefix: string): Promise<readonly string[]> {
    const kept = await this.cache.keys();
    return kept
      .map(({ url }) => new URL(url).pathname.slice(ROOT.length))
      .filter((name) => name.startsWith(prefix));
  }

  async read(name: string): Promise<Blob | null> {
    const kept = await this.cache.match(ROOT + name);
    return kept ? kept.blob() : null;
  }

  async write(name: string, data: Blob): Promise<void> {
    await this.cache.put(ROOT + name, new Response(data));
  }

  async remove(names: readonly string[]): Promise<void> {
    for (const name of names) await this.cache.delete(ROOT + name);
  }

  async room(): Promise<number> {
    const { quota = 0, usage = 0 } = (await navigator.storage?.estimate()) ?? {};
    return Math.max(0, quota - usage);
  }
}

/** The machine's store; null where the browser keeps nothing (private windows, plain HTTP). */
export async function openVault(): Promise<Vault | null> {
  try {
    return new CacheVault(await caches.open(CACHE));
  } catch {
    return null;
  }
}

/** Throws away what earlier forms of the store have kept. */
export async function dropOldCaches(): Promise<void> {
  const known = await caches.keys();
  const old = known.filter((name) => name.startsWith(FAMILY) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
}
