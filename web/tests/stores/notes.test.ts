import { describe, expect, it } from 'vitest';
import { ApiError } from '../../src/api/errors';
import { keyFrom, open } from '../../src/notes/box';
import type { Note } from '../../src/notes/note';
import { MemoryQueue } from '../../src/notes/queue';
import { NotesStore } from '../../src/stores/notes';
import { closingLoses, losable } from '../../src/stores/notesState';
import { aDevice, aKey, aNote, FakeLine, FakeServer, textsOf } from '../notes/fakes';

describe('notes on several devices', () => {
  it('come to the other device, change there and go away there', async () => {
    const server = new FakeServer();
    const [one, other] = [await aDevice(server), await aDevice(server)];
    const id = await one.store.write(aNote());
    await one.store.sync();
    await other.store.sync();
    expect(textsOf(other.store)).toEqual(['Hỏi lại số liệu giải ngân']);
    await other.store.write(aNote({ text: 'Đã rõ' }), id);
    await other.store.sync();
    await one.store.sync();
    expect(textsOf(one.store)).toEqual(['Đã rõ']);
    await one.store.remove(id);
    await one.store.sync();
    await other.store.sync();
    expect(textsOf(other.store)).toEqual([]);
  });

  it('lie on the server as boxes only the owner’s key opens', async () => {
    const server = new FakeServer();
    const { store } = await aDevice(server);
    const id = await store.write(aNote());
    await store.sync();
    const row = server.rows.get(id);
    const label = { owner: 'account:a', meeting: 'm1', id };
    expect((await open(await keyFrom(aKey()), label, row?.box ?? '')).text).toBe('Hỏi lại số liệu giải ngân');
  });

  it('are kept both when they were written at the same time', async () => {
    const server = new FakeServer();
    const [one, other] = [await aDevice(server), await aDevice(server)];
    const id = await one.store.write(aNote({ text: 'gốc' }));
    await one.store.sync();
    await other.store.sync();
    await one.store.write(aNote({ text: 'bản A' }), id);
    await one.store.sync();
    await other.store.write(aNote({ text: 'bản B' }), id);
    await other.store.sync();
    await one.store.sync();
    expect(textsOf(other.store)).toEqual(['bản A', 'bản B']);
    expect(textsOf(one.store)).toEqual(['bản A', 'bản B']);
    expect(other.store.get().news).toBe('twin');
    expect(Object.values(one.store.get().notes).find(({ note }) => note.text === 'bản B')?.note.twin).toBe(
      id,
    );
    expect(Object.values(one.store.get().notes).every(({ waiting }) => !waiting)).toBe(true);
  });

  it('are not doubled when both wrote the same', async () => {
    const server = new FakeServer();
    const [one, other] = [await aDevice(server), await aDevice(server)];
    const id = await one.store.write(aNote({ text: 'gốc' }));
    await one.store.sync();
    await other.store.sync();
    await one.store.write(aNote({ text: 'như nhau' }), id);
    await one.store.sync();
    await other.store.write(aNote({ text: 'như nhau' }), id);
    await other.store.sync();
    expect(textsOf(other.store)).toEqual(['như nhau']);
    expect(other.store.get().news).toBeNull();
  });

  it('written on here while removed there are kept as a new note', async () => {
    const server = new FakeServer();
    const [one, other] = [await aDevice(server), await aDevice(server)];
    const id = await one.store.write(aNote({ text: 'gốc' }));
    await one.store.sync();
    await other.store.sync();
    await one.store.remove(id);
    await one.store.sync();
    await other.store.write(aNote({ text: 'viết tiếp' }), id);
    await other.store.sync();
    await one.store.sync();
    expect(textsOf(one.store)).toEqual(['viết tiếp']);
    expect(server.rows.get(id)?.box).toBeNull();
  });

  it('removed here while written on there come back', async () => {
    const server = new FakeServer();
    const [one, other] = [await aDevice(server), await aDevice(server)];
    const id = await one.store.write(aNote({ text: 'gốc' }));
    await one.store.sync();
    await other.store.sync();
    await one.store.write(aNote({ text: 'viết tiếp' }), id);
    await one.store.sync();
    await other.store.remove(id);
    await other.store.sync();
    expect(textsOf(other.store)).toEqual(['viết tiếp']);
    expect(other.store.get().news).toBe('back');
  });
});

describe('a note in an open editor', () => {
  /** Both devices have the note; then the other one writes on while it stands in the editor of the first. */
  async function writtenOn(more: Partial<Note> = {}) {
    const server = new FakeServer();
    const [one, other] = [await aDevice(server), await aDevice(server)];
    const from = aNote({ text: 'gốc' });
    const id = await one.store.write(from);
    await one.store.sync();
    await other.store.sync();
    await other.store.write(aNote({ text: 'gốc', ...more }), id);
    await other.store.sync();
    await one.store.sync();
    return { server, one, other, from, id };
  }

  it('is kept beside the text that came from another device meanwhile', async () => {
    const { one, other, from, id } = await writtenOn({ text: 'máy kia' });
    await one.store.write(aNote({ text: 'máy này' }), id, undefined, from);
    await one.store.sync();
    await other.store.sync();
    for (const { store } of [one, other]) expect(textsOf(store)).toEqual(['máy kia', 'máy này']);
    expect(one.store.get().news).toBe('twin');
    expect(Object.values(one.store.get().notes).map(({ note }) => note.twin)).toContain(id);
  });

  it('is not doubled when both wrote the same', async () => {
    const { one, from, id } = await writtenOn({ text: 'như nhau' });
    await one.store.write(aNote({ text: 'như nhau' }), id, undefined, from);
    expect(textsOf(one.store)).toEqual(['như nhau']);
    expect(one.store.get().news).toBeNull();
  });

  it('goes over the one whose quoted words alone were taken out', async () => {
    const { one, from, id } = await writtenOn({ quote: { exact: 'x', prefix: '', suffix: '' }, title: '' });
    await one.store.write(aNote({ text: 'máy này' }), id, undefined, from);
    expect(textsOf(one.store)).toEqual(['máy này']);
  });

  it('is kept as a new one when the other device removed it', async () => {
    const { server, one, other, from, id } = await writtenOn();
    await other.store.remove(id);
    await other.store.sync();
    await one.store.sync();
    await one.store.write(aNote({ text: 'máy này' }), id, undefined, from);
    await one.store.sync();
    expect(textsOf(one.store)).toEqual(['máy này']);
    expect(server.rows.get(id)?.box).toBeNull();
  });

  it('is not removed when another device wrote on', async () => {
    const { one, other, from, id } = await writtenOn({ text: 'máy kia' });
    expect(await one.store.remove(id, from)).toBe(false);
    await one.store.sync();
    await other.store.sync();
    for (const { store } of [one, other]) expect(textsOf(store)).toEqual(['máy kia']);
    expect(one.store.get().news).toBe('back');
    expect(await one.store.remove(id, aNote({ text: 'máy kia' }))).toBe(true);
  });

  it('is kept beside what another tab of the browser has waiting', async () => {
    const server = new FakeServer();
    const queue = new MemoryQueue();
    const [one, tab] = [await aDevice(server, queue), await aDevice(server, queue)];
    const from = aNote({ text: 'gốc' });
    const id = await one.store.write(from);
    await one.store.sync();
    await tab.store.sync();
    for (const { line } of [one, tab]) line.down = true;
    await one.store.write(aNote({ text: 'thẻ này' }), id, undefined, from);
    await tab.store.write(aNote({ text: 'thẻ kia' }), id, undefined, from);
    for (const { line } of [one, tab]) line.down = false;
    await one.store.sync();
    expect(textsOf(one.store)).toEqual(['thẻ kia', 'thẻ này']);
  });
});

it('are fetched in as many answers as it takes', async () => {
  const server = new FakeServer();
  const { store } = await aDevice(server);
  for (const text of ['a', 'b', 'c', 'd', 'e']) await store.write(aNote({ text }));
  await store.sync();
  server.most = 2;
  expect(textsOf((await aDevice(server)).store)).toEqual(['a', 'b', 'c', 'd', 'e']);
});

describe('while the line is down', () => {
  it('a note waits in the browser as ciphertext and goes out when the line is back', async () => {
    const server = new FakeServer();
    const { store, line, queue } = await aDevice(server);
    line.down = true;
    const id = await store.write(aNote());
    await store.sync();
    expect(store.get()).toMatchObject({ offline: true, notes: { [id]: { waiting: true } } });
    expect(JSON.stringify(await queue.all('account:a'))).not.toContain('giải ngân');
    line.down = false;
    await store.sync();
    expect(store.get()).toMatchObject({ offline: false, notes: { [id]: { waiting: false } } });
    expect(await queue.all('account:a')).toEqual([]);
    expect(server.rows.size).toBe(1);
  });

  it('a note outlives the page and is sent by the next one', async () => {
    const server = new FakeServer();
    const queue = new MemoryQueue();
    const first = await aDevice(server, queue);
    first.line.down = true;
    await first.store.write(aNote());
    await first.store.sync();
    expect(server.rows.size).toBe(0);
    const second = await aDevice(server, queue);
    expect(textsOf(second.store)).toEqual(['Hỏi lại số liệu giải ngân']);
    expect(server.rows.size).toBe(1);
  });

  it('a note written and removed was never anywhere', async () => {
    const server = new FakeServer();
    const { store, line, queue } = await aDevice(server);
    line.down = true;
    const id = await store.write(aNote());
    await store.sync();
    // Something was tried; with nothing tried the removal needs no sending.
    await store.remove(id);
    line.down = false;
    await store.sync();
    expect(textsOf(store)).toEqual([]);
    expect(await queue.all('account:a')).toEqual([]);
    expect([...server.rows.values()].filter(({ box }) => box !== null)).toEqual([]);
  });

  it('a change whose answer was lost is not taken for somebody else’s', async () => {
    const server = new FakeServer();
    const { store, line } = await aDevice(server);
    line.losesAnswer = true;
    const id = await store.write(aNote({ text: 'một' }));
    await store.sync();
    await store.write(aNote({ text: 'hai' }), id);
    await store.sync();
    expect(textsOf(store)).toEqual(['hai']);
    expect(store.get().news).toBeNull();
    expect([...server.rows.values()].filter(({ box }) => box !== null)).toHaveLength(1);
  });

  it('the key is asked for again until it comes', async () => {
    const line = new FakeLine(new FakeServer());
    line.down = true;
    const store = new NotesStore('m1', line, async () => new MemoryQueue());
    await store.begin();
    expect(store.get()).toMatchObject({ phase: 'failed', offline: true });
    line.down = false;
    await store.sync();
    expect(store.get()).toMatchObject({ phase: 'open', offline: false });
  });
});

describe('a note the server does not take', () => {
  it('stays here with the reason and is not sent again and again', async () => {
    const server = new FakeServer();
    const { store, line } = await aDevice(server);
    line.refuses = new ApiError('notes.too_many', 'Đã đủ 5.000 ghi chú', 409);
    const id = await store.write(aNote());
    await store.sync();
    expect(store.get().notes[id]?.refused?.code).toBe('notes.too_many');
    line.refuses = null;
    await store.sync();
    expect(line.sent).toBe(0);
    await store.write(aNote({ text: 'ngắn hơn' }), id);
    await store.sync();
    expect(store.get().notes[id]).toMatchObject({ waiting: false, refused: null });
  });
});

describe('the key', () => {
  it('that this session cannot open leaves the notes locked until a way opens it', async () => {
    const server = new FakeServer();
    const first = await aDevice(server);
    await first.store.write(aNote());
    await first.store.sync();
    server.locked = true;
    const { store } = await aDevice(server);
    expect(store.get()).toMatchObject({ phase: 'locked', ways: ['password', 'transfer'], notes: {} });
    await expect(store.write(aNote())).rejects.toMatchObject({ code: 'notes.locked' });
    await store.unlock('mật khẩu');
    expect(textsOf(store)).toEqual(['Hỏi lại số liệu giải ngân']);
  });

  it('given up begins with nothing', async () => {
    const server = new FakeServer();
    const { store } = await aDevice(server);
    await store.write(aNote());
    await store.sync();
    await store.renounce();
    expect(store.get()).toMatchObject({ phase: 'locked', ways: ['password'], notes: {} });
    await store.unlock('mật khẩu');
    expect(store.get()).toMatchObject({ phase: 'open', notes: {} });
    await store.write(aNote({ text: 'mới' }));
    await store.sync();
    expect(textsOf(store)).toEqual(['mới']);
  });

  it('given up on another device is replaced here, and what waited is sealed anew', async () => {
    const server = new FakeServer();
    const [one, other] = [await aDevice(server), await aDevice(server)];
    await one.store.write(aNote());
    await one.store.sync();
    await other.store.sync();
    other.line.down = true;
    await other.store.write(aNote({ text: 'đang chờ' }));
    await other.store.sync();
    await one.store.renounce();
    other.line.down = false;
    other.line.refuses = new ApiError('notes.locked', '', 423, { ways: ['password'] });
    await other.store.sync();
    expect(other.store.get().phase).toBe('locked');
    other.line.refuses = null;
    await other.store.unlock('mật khẩu');
    await one.store.unlock('mật khẩu');
    expect(textsOf(other.store)).toEqual(['đang chờ']);
    expect(textsOf(one.store)).toEqual(['đang chờ']);
  });

  it('given up elsewhere while this sign-in still opens the new one loses nothing written here', async () => {
    const server = new FakeServer();
    const [one, other] = [await aDevice(server), await aDevice(server)];
    await other.store.write(aNote({ text: 'cũ' }));
    await other.store.sync();
    await one.store.renounce();
    await one.store.unlock('mật khẩu');
    await other.store.write(aNote({ text: 'viết sau' }));
    await other.store.sync();
    await one.store.sync();
    expect(textsOf(other.store)).toEqual(['viết sau']);
    expect(textsOf(one.store)).toEqual(['viết sau']);
  });

  it('given up by who has no password is replaced at once', async () => {
    const server = new FakeServer();
    server.key = { ...server.key, by_password: false };
    const { store } = await aDevice(server);
    await store.write(aNote());
    await store.renounce();
    expect(store.get()).toMatchObject({ phase: 'open', notes: {} });
  });

  it('a box was sealed with goes with it, so that another tab’s new key is not taken for it', async () => {
    const server = new FakeServer();
    const queue = new MemoryQueue();
    const [one, other] = [await aDevice(server, queue), await aDevice(server, queue)];
    one.line.down = other.line.down = true;
    await one.store.write(aNote({ text: 'khóa cũ' }));
    await one.store.sync();
    server.renounced();
    server.locked = one.line.down = other.line.down = false;
    // The other tab has the new key and the old one; the first is still at the old one.
    await other.store.sync();
    await one.store.sync();
    expect(textsOf(one.store)).toEqual(['khóa cũ']);
    expect([...server.rows.values()]).toHaveLength(1);
    expect(await queue.all('account:a')).toEqual([]);
  });

  it('that is gone lets what waited under it be given up by the owner alone, and the rest is sent', async () => {
    const server = new FakeServer();
    const queue = new MemoryQueue();
    const first = await aDevice(server, queue);
    first.line.down = true;
    const lost = await first.store.write(aNote({ text: 'khóa đã mất' }));
    await first.store.sync();
    server.renounced();
    server.locked = false;
    const { store } = await aDevice(server, queue);
    await store.write(aNote({ text: 'mới' }));
    await store.sync();
    expect(textsOf(store)).toEqual(['mới']);
    expect(store.get().news).toBe('sealed');
    expect((await queue.all('account:a')).map(({ id }) => id)).toEqual([lost]);
    await store.heard();
    expect(await queue.all('account:a')).toEqual([]);
  });

  it('finds a spoiled box without holding up the others', async () => {
    const server = new FakeServer();
    const queue = new MemoryQueue();
    const label = { owner: 'account:a', meeting: 'm1', id: 'a0' };
    const { key_id } = server.key;
    server.put('m1', 'a0', 'BBBB', 0);
    await queue.change(label, () => ({
      ...label,
      box: 'AAAA',
      key_id,
      base: 0,
      tried: [],
      since: '2026-11-27T01:00:00Z',
    }));
    server.put('m1', 'n2', null, 0);
    const { store } = await aDevice(server, queue);
    await store.write(aNote({ text: 'mới' }));
    await store.sync();
    expect(store.get()).toMatchObject({ news: 'sealed', offline: false });
    expect([...server.rows.values()]).toHaveLength(3);
  });

  it('that another device brought meanwhile opens the notes at the next look', async () => {
    const server = new FakeServer();
    server.locked = true;
    const { store } = await aDevice(server);
    await store.sync();
    expect(store.get().phase).toBe('locked');
    server.locked = false;
    await store.sync();
    expect(store.get().phase).toBe('open');
  });

  it('no password opens is told of with the first note written, not before', async () => {
    const server = new FakeServer();
    server.key = { ...server.key, by_password: false };
    const { store } = await aDevice(server);
    expect(losable(store.get())).toBe(false);
    await store.write(aNote());
    expect(losable(store.get())).toBe(true);
    const safe = await aDevice(new FakeServer());
    await safe.store.write(aNote());
    expect(losable(safe.store.get())).toBe(false);
  });

  it('that does not open a note leaves it out and counts it', async () => {
    const server = new FakeServer();
    server.put('m1', 'n1', 'AAAA', 0);
    const { store } = await aDevice(server);
    expect(store.get()).toMatchObject({ notes: {}, unreadable: 1 });
  });

  it('is not for seats without notes', async () => {
    const line = new FakeLine(new FakeServer());
    line.key = () => Promise.reject(new ApiError('notes.not_yours', '', 403));
    const store = new NotesStore('m1', line, async () => new MemoryQueue());
    await store.begin();
    expect(store.get().phase).toBe('barred');
  });
});

describe('a sign-in that ends by itself', () => {
  it('leaves nothing readable on the page, and says what waits', async () => {
    const server = new FakeServer();
    const { store, line, queue } = await aDevice(server);
    line.down = true;
    await store.write(aNote());
    line.down = false;
    server.ended = true;
    await store.sync();
    expect(store.get()).toMatchObject({ phase: 'failed', notes: {}, waiting: 1 });
    expect(store.get().problem?.status).toBe(401);
    await expect(store.write(aNote())).rejects.toThrow();
    server.ended = false;
    await store.sync();
    expect(store.get()).toMatchObject({ phase: 'open', waiting: 0 });
    expect(textsOf(store)).toEqual(['Hỏi lại số liệu giải ngân']);
    expect(await queue.all('account:a')).toEqual([]);
  });

  it('holds the page while what waits is in memory alone, locked notes too', async () => {
    const server = new FakeServer();
    const { store, line } = await aDevice(server);
    line.down = true;
    await store.write(aNote());
    line.down = false;
    line.since = () => Promise.reject(new ApiError('notes.locked', '', 423, { ways: [] }));
    line.put = line.since as never;
    await store.sync();
    expect(store.get()).toMatchObject({ phase: 'locked', notes: {} });
    expect(closingLoses(store.get())).toBe(true);
  });
});

it('removed by one who is no longer signed in here stay to be removed', async () => {
  const server = new FakeServer();
  const { store, queue } = await aDevice(server);
  const id = await store.write(aNote());
  await store.sync();
  // Another tab has signed somebody else in.
  server.key = { owner: 'account:b', key: aKey(5), key_id: 'cccccccccccc', by_password: true };
  server.rows.clear();
  await store.remove(id);
  await store.sync();
  expect(store.get().owner).toBe('account:b');
  expect(await queue.all('account:a')).toMatchObject([{ id, box: null }]);
});

it('that were to be removed with an earlier key keep nothing else from being sent', async () => {
  const server = new FakeServer();
  const { store, line, queue } = await aDevice(server);
  const id = await store.write(aNote());
  await store.sync();
  line.down = true;
  await store.remove(id);
  line.down = false;
  server.renounced();
  server.locked = false;
  await store.sync();
  await store.write(aNote({ text: 'mới' }));
  await store.sync();
  expect(await queue.all('account:a')).toEqual([]);
  expect(server.rows.size).toBe(1);
});

it('begun anew say nothing of those that waited with the earlier key', async () => {
  const server = new FakeServer();
  const queue = new MemoryQueue();
  const { store, line } = await aDevice(server, queue);
  line.down = true;
  await store.write(aNote());
  server.locked = true;
  const again = await aDevice(server, queue);
  await again.store.renounce();
  await again.store.unlock('mật khẩu');
  expect(again.store.get()).toMatchObject({ phase: 'open', news: null, waiting: 0 });
});

it('refused because there were too many are sent once another was removed', async () => {
  const server = new FakeServer();
  const { store } = await aDevice(server);
  const first = await store.write(aNote({ text: 'một' }));
  await store.sync();
  server.room = 1;
  const second = await store.write(aNote({ text: 'hai' }));
  await store.sync();
  expect(store.get().notes[second]?.refused?.code).toBe('notes.too_many');
  await store.remove(first);
  await store.sync();
  expect(store.get().notes[second]).toMatchObject({ refused: null, waiting: false });
});
