import { expect, it } from 'vitest';
import { DiskQueue, MemoryQueue, type Waiting } from '../../src/notes/queue';

const waiting = (owner: string, since: string): Waiting => ({
  owner,
  meeting: 'm1',
  id: `of ${owner}`,
  box: 'x',
  key_id: 'aaaaaaaaaaaa',
  base: 0,
  tried: [],
  since,
});

it('lets go of what has waited for two months of somebody else, and of nothing of one’s own', async () => {
  const queue = new MemoryQueue();
  const [old, fresh] = ['2026-09-01T00:00:00Z', '2026-11-01T00:00:00Z'];
  for (const one of [waiting('a', old), waiting('b', old), waiting('c', fresh)])
    await queue.change(one, () => one);
  await queue.forgetOthers('a', Date.parse('2026-11-27T00:00:00Z'));
  const left = await Promise.all(['a', 'b', 'c'].map(async (owner) => (await queue.all(owner)).length));
  expect(left).toEqual([1, 0, 1]);
});

/** A database that counts three changes. */
function database(): IDBDatabase {
  const count = () => {
    const request = { result: 3, onsuccess: () => {} };
    queueMicrotask(() => request.onsuccess());
    return request;
  };
  return { transaction: () => ({ objectStore: () => ({ count }) }) } as unknown as IDBDatabase;
}

const closed = (name: string) =>
  ({
    transaction: () => {
      throw new DOMException('', name);
    },
  }) as unknown as IDBDatabase;

it('opens its database again when the browser has closed it', async () => {
  expect(await new DiskQueue(closed('InvalidStateError'), async () => database()).holds()).toBe(true);
});

it('says what else keeps it from the disk', async () => {
  const broken = new DiskQueue(closed('NotFoundError'), async () => database());
  await expect(broken.holds()).rejects.toThrow(DOMException);
});
