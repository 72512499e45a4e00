import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MemoryQueue } from '../../src/notes/queue';
import { leaveNotes, sendWaiting, waitingOf } from '../../src/stores/leavingNotes';
import { closingLoses } from '../../src/stores/notesState';
import { aDevice, aNote, FakeLine, FakeServer } from '../notes/fakes';

const who = { kind: 'account', id: 'a', meeting: null, seat: null, has_password: true } as const;

class LastingQueue extends MemoryQueue {
  override readonly lasting = true;
}

async function written(byPassword: boolean, queue = new LastingQueue()) {
  const server = new FakeServer();
  server.key = { ...server.key, by_password: byPassword };
  const { store, line } = await aDevice(server, queue);
  line.down = true;
  await store.write(aNote());
  await store.sync();
  return { server, queue, store };
}

/** A line that opens the key and takes nothing. */
function halfDown(server: FakeServer): FakeLine {
  const line = new FakeLine(server);
  line.put = () => {
    line.down = true;
    return FakeLine.prototype.put.call(line, 'm1', '', { box: '', base: 0, key_id: server.key.key_id });
  };
  return line;
}

it('sends what waits before the sign-out', async () => {
  const { server, queue } = await written(true);
  const left = await leaveNotes(who, new FakeLine(server), async () => queue);
  expect(left.waiting).toBe(0);
  expect(server.rows.size).toBe(1);
});

it('leaves what could not be sent for the next sign-in by password', async () => {
  const { server, queue } = await written(true);
  const left = await leaveNotes(who, halfDown(server), async () => queue);
  expect(left).toMatchObject({ waiting: 1, comesBack: true });
  await left.letGo();
  expect(await queue.all('account:a')).toHaveLength(1);
});

it('takes off the machine what no later sign-in opens', async () => {
  const { server, queue } = await written(false);
  const left = await leaveNotes(who, halfDown(server), async () => queue);
  expect(left).toMatchObject({ waiting: 1, comesBack: false });
  await left.letGo();
  expect(await queue.all('account:a')).toEqual([]);
});

it('asks also while the server cannot be reached', async () => {
  const { server, queue } = await written(true);
  const line = new FakeLine(server);
  line.down = true;
  expect(await leaveNotes(who, line, async () => queue)).toMatchObject({ waiting: 1, comesBack: true });
});

it('asks the server for nothing when nothing waits', async () => {
  const line = new FakeLine(new FakeServer());
  line.key = () => Promise.reject(new Error('asked'));
  expect((await leaveNotes(who, line, async () => new MemoryQueue())).waiting).toBe(0);
});

it('holds a page that would be closed while a note waits in memory alone', async () => {
  const { store } = await written(true, new MemoryQueue() as LastingQueue);
  expect(closingLoses(store.get())).toBe(true);
  const kept = await written(true);
  expect(closingLoses(kept.store.get())).toBe(false);
});

describe('when their owner has signed in again', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
  afterEach(() => void vi.useRealTimers());

  it('sends what waits without a screen of notes, once the line lets it', async () => {
    const { server, queue } = await written(true);
    expect(await waitingOf(who, async () => queue)).toBe(1);
    const line = new FakeLine(server);
    line.down = true;
    const stop = sendWaiting(who, line, async () => queue);
    await vi.waitFor(() => expect(line.asked).toBeGreaterThan(0));
    expect(server.rows.size).toBe(0);
    line.down = false;
    await vi.advanceTimersByTimeAsync(10_000);
    await vi.waitFor(async () => expect(await waitingOf(who, async () => queue)).toBe(0));
    expect(server.rows.size).toBe(1);
    stop();
  });

  it('asks the server for nothing when nothing of theirs waits', async () => {
    const { queue, server } = await written(true);
    const line = new FakeLine(server);
    sendWaiting({ ...who, id: 'b' }, line, async () => queue)();
    sendWaiting({ ...who, kind: 'device' }, line, async () => queue)();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(line.asked).toBe(0);
  });
});
