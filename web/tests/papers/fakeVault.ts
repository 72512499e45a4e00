// A store in memory with as much room as a test gives it.
import type { Vault } from '../../src/papers/held/vault';

export class FakeVault implements Vault {
  readonly kept = new Map<string, Blob>();
  limit = Number.POSITIVE_INFINITY;
  /** What the browser says of its room; the limit itself may turn out smaller. */
  said = Number.POSITIVE_INFINITY;

  async names(prefix: string): Promise<readonly string[]> {
    return [...this.kept.keys()].filter((name) => name.startsWith(prefix));
  }
  async read(name: string): Promise<Blob | null> {
    return this.kept.get(name) ?? null;
  }
  async write(name: string, data: Blob): Promise<void> {
    if (this.used + data.size > this.limit) throw new DOMException('full', 'QuotaExceededError');
    this.kept.set(name, data);
  }
  async remove(names: readonly string[]): Promise<void> {
    for (const name of names) this.kept.delete(name);
  }
  async room(): Promise<number> {
    return this.said - this.used;
  }
  private get used(): number {
    return [...this.kept.values()].reduce((sum, { size }) => sum + size, 0);
  }
}

export const bytesOf = (size: number, seed = 1): Uint8Array<ArrayBuffer> =>
  Uint8Array.from({ length: size }, (_, n) => (n * 31 + seed) % 251);
