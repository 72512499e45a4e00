import { expect, it } from 'vitest';
import { Drafting } from '../../src/notes/drafting';
import type { Note } from '../../src/notes/note';
import { aDevice, aNote, FakeServer, textsOf } from './fakes';

const opened = (more: Partial<Note> = {}) => new Drafting({ id: null, note: aNote({ text: '', ...more }) });

it('keeps what was typed and not saved when the page goes, as one note however often', async () => {
  const { store } = await aDevice(new FakeServer());
  const drafting = opened();
  drafting.say(' Hỏi lại ', 'blue');
  for (let times = 0; times < 2; times++) await drafting.rescue((note, id) => store.write(note, id));
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
