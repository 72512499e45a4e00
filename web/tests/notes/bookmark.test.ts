import { expect, it } from 'vitest';
import { oneAtATime } from '../../src/lib/oneAtATime';
import { turnBookmark } from '../../src/notes/bookmark';
import { aDevice, aNote, FakeServer } from './fakes';

const shown = { paper: 'p1', page: 3, version: 1 };
const make = async () => aNote({ kind: 'bookmark', text: '' });

it('is set once by a double press', async () => {
  const { store } = await aDevice(new FakeServer());
  const turn = oneAtATime(turnBookmark);
  await Promise.all([turn(store, {}, shown, make), turn(store, {}, shown, make)]);
  expect(Object.keys(store.get().notes)).toHaveLength(1);
});

it('goes with all others of its page, and with none of another', async () => {
  const { store } = await aDevice(new FakeServer());
  await store.write(await make());
  await store.write(await make());
  const other = await store.write({ ...(await make()), page: 4 });
  await turnBookmark(store, {}, shown, make);
  expect(Object.keys(store.get().notes)).toEqual([other]);
});
