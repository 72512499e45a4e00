import { describe, expect, it } from 'vitest';
import { Drafting, type Keeper } from '../../src/notes/drafting';
import type { Note } from '../../src/notes/note';
import type { NotesStore } from '../../src/stores/notes';
import { aDevice, aNote, FakeServer, textsOf } from './fakes';

const opened = (more: Partial<Note> = {}) => new Drafting({ id: null, note: aNote({ text: '', ...more }) });

const keeperOf = (store: NotesStore): Keeper => ({
  write: (note, id, from) => store.write(note, id, undefined, from),
  remove: (id, from) => store.remove(id, from),
});

it('keeps what was typed and not saved when the page goes, as one note however often', async () => {
  const { store } = await aDevice(new FakeServer());
  const drafting = opened();
  drafting.say(' Hỏi lại ', 'blue');
  for (let times = 0; times < 2; times++) await drafting.rescue(keeperOf(store).write);
  expect(textsOf(store)).toEqual(['Hỏi lại']);
  expect(Object.keys(store.get().notes)).toEqual([drafting.id]);
  expect(store.get().notes[drafting.id]?.note.colour).toBe('blue');
});

it('keeps nothing that was saved or given up, left as it was, or empty', async () => {
  const written: Note[] = [];
  const write = async (note: Note) => written.push(note);
  const ended = opened();
  ended.say('đã lưu', 'yellow');
  ended.end();
  const untouched = opened({ text: 'như cũ' });
  untouched.say('như cũ', 'yellow');
  const empty = opened();
  empty.say('  ', 'yellow');
  for (const one of [ended, untouched, empty]) await one.rescue(write);
  expect(written).toEqual([]);
});

it('is saved once while the key is held down, and again after a failure', async () => {
  const drafting = opened();
  let saved = 0;
  const slow = () => drafting.once(async () => void saved++);
  await Promise.all([slow(), slow(), slow()]);
  expect(saved).toBe(1);
  await expect(drafting.once(() => Promise.reject(new Error('đầy')))).rejects.toThrow('đầy');
  await slow();
  expect(saved).toBe(2);
});

describe('after its page was out of sight', () => {
  it('is written on as the same note', async () => {
    const { store } = await aDevice(new FakeServer());
    const drafting = opened();
    drafting.say('Hỏi', 'yellow');
    await drafting.rescue(keeperOf(store).write);
    drafting.say('Hỏi lại', 'yellow');
    await drafting.save(keeperOf(store).write, drafting.note('2026-11-27T02:00:00Z'));
    expect(textsOf(store)).toEqual(['Hỏi lại']);
  });

  it('is one note also when it is saved while it is being kept', async () => {
    const { store } = await aDevice(new FakeServer());
    const note = aNote({ text: 'gốc' });
    const drafting = new Drafting({ id: await store.write(note), note });
    drafting.say('sửa dở', 'yellow');
    const kept = drafting.rescue(keeperOf(store).write);
    drafting.say('sửa xong', 'yellow');
    await drafting.save(keeperOf(store).write, drafting.note('2026-11-27T02:00:00Z'));
    await kept;
    expect(textsOf(store)).toEqual(['sửa xong']);
  });

  it('is kept at the next chance when it could not be kept at the first', async () => {
    const { store } = await aDevice(new FakeServer());
    const drafting = opened();
    drafting.say('Hỏi', 'yellow');
    await expect(drafting.rescue(() => Promise.reject(new Error('đầy')))).rejects.toThrow('đầy');
    await drafting.rescue(keeperOf(store).write);
    expect(textsOf(store)).toEqual(['Hỏi']);
  });

  it('leaves nothing of a new note that is given up', async () => {
    const { store } = await aDevice(new FakeServer());
    const drafting = opened();
    drafting.say('Hỏi', 'yellow');
    await drafting.rescue(keeperOf(store).write);
    await drafting.giveUp(keeperOf(store));
    expect(textsOf(store)).toEqual([]);
  });

  it('leaves an earlier note as it was when the change is given up', async () => {
    const { store } = await aDevice(new FakeServer());
    const note = aNote({ text: 'gốc' });
    const drafting = new Drafting({ id: await store.write(note), note });
    drafting.say('sửa dở', 'yellow');
    await drafting.rescue(keeperOf(store).write);
    expect(textsOf(store)).toEqual(['sửa dở']);
    await drafting.giveUp(keeperOf(store));
    expect(textsOf(store)).toEqual(['gốc']);
  });
});
