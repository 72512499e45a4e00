import { expect, it } from 'vitest';
import { markedParagraphs } from '../../src/notes/flowing';
import { aNote } from './fakes';

const marked = (id: string, exact: string) => ({
  id,
  note: aNote({ quote: { exact, prefix: '', suffix: '' }, colour: 'green' }),
});
const shown = (paragraphs: readonly string[], ...notes: Parameters<typeof markedParagraphs>[1]) =>
  markedParagraphs(paragraphs, notes).map((pieces) =>
    pieces.map(({ text, note }) => (note ? `[${text}]` : text)),
  );

it('marks the words of a note and leaves the text as it is', () => {
  expect(shown(['Tổng vốn giải ngân là 4.215 tỷ đồng.'], marked('n', 'giải ngân là 4.215 tỷ'))).toEqual([
    ['Tổng vốn ', '[giải ngân là 4.215 tỷ]', ' đồng.'],
  ]);
});

it('cuts a mark where a paragraph ends', () => {
  expect(shown(['Đề nghị các sở', 'rà soát dự án'], marked('n', 'các sở rà soát'))).toEqual([
    ['Đề nghị ', '[các sở]'],
    ['[rà soát]', ' dự án'],
  ]);
});

it('marks nothing of what is not there', () => {
  expect(shown(['Đề nghị các sở'], marked('n', 'không có câu này'))).toEqual([['Đề nghị các sở']]);
});
