import { expect, it } from 'vitest';
import { notesAsHtml } from '../../src/notes/document';
import {
  everywhere,
  fitting,
  type Marking,
  markedForGood,
  markedIn,
  markedNow,
  takeWordsOut,
} from '../../src/notes/marking';
import type { Rules } from '../../src/papers/marked/rules';
import { aDevice, aNote, FakeServer } from './fakes';

const rule = { label: '', readable: true, kept: true, selectable: true, watermark: false, recall: false };
const rules: Rules = { normal: { ...rule, download: true }, secret: { ...rule, download: false } };
const meeting = (
  more: Partial<Marking['secrecy']> = {},
  items: Marking['papers']['items'] = {},
): Marking => ({
  papers: { items },
  secrecy: { rules, recalled: {}, ...more },
});
const secret = { p1: { marking: 'secret' } } as const;
const marked = meeting({}, secret);
const quoting = () => aNote({ quote: { exact: 'đạt 61,3%', prefix: '', suffix: '' }, sample: 'Trang đầu' });
const bare = { marked: true, title: '', quote: null, sample: '', text: 'Hỏi lại số liệu giải ngân' };

it('shows neither name nor words of a paper that was marked after the note was written', () => {
  const notes = [
    { id: 'n1', note: quoting() },
    { id: 'n2', note: { ...quoting(), paper: 'p2' } },
  ];
  const [first, second] = fitting(notes, markedNow(marked));
  expect(first?.note).toMatchObject(bare);
  expect(second?.note.quote?.exact).toBe('đạt 61,3%');
});

it('takes the words out of what is stored, on the server and on other devices', async () => {
  const server = new FakeServer();
  const [one, other] = [await aDevice(server), await aDevice(server)];
  const id = await one.store.write(quoting());
  await one.store.sync();
  await takeWordsOut(one.store, markedForGood(marked));
  await one.store.sync();
  await other.store.sync();
  expect(other.store.get().notes[id]?.note).toMatchObject(bare);
});

it('takes nothing out for a marking the server says nothing of', async () => {
  const { store } = await aDevice(new FakeServer());
  const id = await store.write(quoting());
  const unknown = meeting({ rules: { normal: rules.normal as Rules[string] } }, secret);
  await takeWordsOut(store, markedForGood(unknown));
  expect(store.get().notes[id]?.note.quote?.exact).toBe('đạt 61,3%');
});

it('takes the words of a marked paper out also once the paper was taken out of the meeting', async () => {
  const { store } = await aDevice(new FakeServer());
  const id = await store.write(quoting());
  const gone = meeting({ recalled: { p1: '2026-11-27T02:00:00Z' } });
  expect(fitting([{ id, note: quoting() }], markedNow(gone))[0]?.note).toMatchObject(bare);
  await takeWordsOut(store, markedForGood(gone));
  expect(store.get().notes[id]?.note).toMatchObject(bare);
});

it('leaves no word of a paper that the record says is marked, in the list, the file and what is stored', async () => {
  const { store } = await aDevice(new FakeServer());
  const id = await store.write(quoting());
  const inRecord = markedIn({ marked: ['p1'] });
  const notes = fitting(Object.values(store.get().notes), inRecord);
  const about = { title: 'Giao ban', order: [], titles: {}, places: {} };
  const file = { language: 'vi', owner: 'Hoa', now: '2026-11-27T02:00:00Z' } as const;
  const html = notesAsHtml({ ...file, meetings: [{ ...about, notes }] });
  for (const secret of ['Báo cáo giải ngân', 'đạt 61,3%']) expect(html).not.toContain(secret);
  expect(html).toContain('Hỏi lại số liệu giải ngân');
  await takeWordsOut(store, inRecord);
  expect(store.get().notes[id]?.note).toMatchObject(bare);
});

it('takes the notes of every meeting away, without words of papers that are marked or of which nothing is known', () => {
  const note = (id: string, meeting: string, paper: string) => ({
    id,
    meeting,
    note: { ...quoting(), paper },
  });
  const all = everywhere(
    [note('n1', 'm9', 'p1'), note('n2', 'm1', 'p1'), note('n3', 'm1', 'p2'), note('n4', 'm3', 'p1')],
    [{ id: 'm1', title: 'Giao ban tháng 11' }],
    { m1: ['p1'], m3: [] },
  );
  expect(all.map(({ title }) => title)).toEqual(['Giao ban tháng 11', '', '']);
  const words = all.map(({ notes }) => notes.map((one) => one.note.quote?.exact ?? ''));
  expect(words).toEqual([['', 'đạt 61,3%'], [''], ['đạt 61,3%']]);
});
