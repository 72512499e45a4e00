import { expect, it } from 'vitest';
import { fitting, takeWordsOut } from '../../src/notes/marking';
import type { Rules } from '../../src/papers/marked/rules';
import { aDevice, aNote, FakeServer } from './fakes';

const rule = { label: '', readable: true, kept: true, selectable: true, watermark: false, recall: false };
const rules: Rules = { normal: { ...rule, download: true }, secret: { ...rule, download: false } };
const marked = { p1: { marking: 'secret' } } as const;
const quoting = () => aNote({ quote: { exact: 'đạt 61,3%', prefix: '', suffix: '' }, sample: 'Trang đầu' });
const bare = { marked: true, title: '', quote: null, sample: '', text: 'Hỏi lại số liệu giải ngân' };

it('shows neither name nor words of a paper that was marked after the note was written', () => {
  const notes = [
    { id: 'n1', note: quoting() },
    { id: 'n2', note: { ...quoting(), paper: 'p2' } },
  ];
  const [first, second] = fitting(notes, marked, rules);
  expect(first?.note).toMatchObject(bare);
  expect(second?.note.quote?.exact).toBe('đạt 61,3%');
});

it('takes the words out of what is stored, on the server and on other devices', async () => {
  const server = new FakeServer();
  const [one, other] = [await aDevice(server), await aDevice(server)];
  const id = await one.store.write(quoting());
  await one.store.sync();
  await takeWordsOut(one.store, marked, rules);
  await one.store.sync();
  await other.store.sync();
  expect(other.store.get().notes[id]?.note).toMatchObject(bare);
});

it('takes nothing out for a marking the server says nothing of', async () => {
  const { store } = await aDevice(new FakeServer());
  const id = await store.write(quoting());
  await takeWordsOut(store, { p1: { marking: 'secret' } }, { normal: rules.normal as Rules[string] });
  expect(store.get().notes[id]?.note.quote?.exact).toBe('đạt 61,3%');
});
