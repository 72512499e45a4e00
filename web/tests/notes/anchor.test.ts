import { describe, expect, it } from 'vitest';
import {
  follow,
  hitOf,
  likeness,
  linesOf,
  nearFirst,
  type PageTexts,
  quoteAt,
  sampleOf,
  spanOf,
} from '../../src/notes/anchor';
import { plainOf } from '../../src/notes/letters';

const P1 = 'Ủy ban nhân dân tỉnh báo cáo kết quả giải ngân vốn đầu tư công mười tháng đầu năm.';
const P2 =
  'Tổng vốn đã giải ngân là 4.215 tỷ đồng, đạt 61,3% kế hoạch. Đề nghị các sở rà soát các dự án chậm tiến độ.';
const P3 = 'Nơi nhận: các sở, ban, ngành. Đề nghị các sở rà soát biên chế.';

function texts(pages: readonly string[]): PageTexts & { readonly read: number[] } {
  const read: number[] = [];
  return {
    pages: pages.length,
    read,
    text: async (page) => {
      read.push(page);
      return pages[page - 1] ?? '';
    },
  };
}
function quoted(page: string, words: string) {
  const start = page.indexOf(words);
  const quote = quoteAt(page, start, start + words.length, words);
  if (!quote) throw new Error(`no quote of ${words}`);
  return quote;
}

describe('a quote in a new version', () => {
  const quote = quoted(P2, '4.215 tỷ đồng');

  it('stands where it stood', async () => {
    const now = texts([P1, P2, P3]);
    expect(await follow({ page: 2, quote, sample: '' }, now)).toEqual({ state: 'same', page: 2 });
    expect(now.read).toEqual([2]);
  });

  it('is found on the page it moved to', async () => {
    expect(await follow({ page: 2, quote, sample: '' }, texts([P1, 'Trang chèn thêm.', P3, P2]))).toEqual({
      state: 'moved',
      page: 4,
    });
  });

  it('is gone with the words, and keeps its page number', async () => {
    expect(await follow({ page: 2, quote, sample: '' }, texts([P1, P3]))).toEqual({ state: 'gone', page: 2 });
  });

  it('is found when the lines break elsewhere and accents are put together differently', async () => {
    const other = P2.normalize('NFD').replace('tỷ đồng'.normalize('NFD'), 'tỷ\nđồng'.normalize('NFD'));
    expect(await follow({ page: 2, quote, sample: '' }, texts([P1, other]))).toEqual({
      state: 'same',
      page: 2,
    });
  });

  it('is the one among several with the same words around it', async () => {
    const two = quoted(P2, 'Đề nghị các sở rà soát');
    expect(await follow({ page: 3, quote: two, sample: '' }, texts([P1, P2, P3]))).toEqual({
      state: 'moved',
      page: 2,
    });
  });

  it('of a short word is not taken for the same word elsewhere', async () => {
    const short = quoted(P2, 'đạt');
    const elsewhere = texts(['Kết quả đạt được còn hạn chế.']);
    expect(await follow({ page: 1, quote: short, sample: '' }, elsewhere)).toEqual({
      state: 'gone',
      page: 1,
    });
  });
});

describe('a note on a whole page in a new version', () => {
  const long = `${P1} ${P2} ${P3}`;

  it('goes with the page, also when a figure on it was changed', async () => {
    const changed = long.replace('4.215', '4.300');
    expect(await follow({ page: 1, quote: null, sample: sampleOf(long) }, texts(['Bìa', changed]))).toEqual({
      state: 'moved',
      page: 2,
    });
  });

  it('is gone when no page is like it', async () => {
    expect(await follow({ page: 1, quote: null, sample: sampleOf(P1) }, texts([P3]))).toEqual({
      state: 'gone',
      page: 1,
    });
  });

  it('without words is kept by its number as far as there are pages', async () => {
    expect(await follow({ page: 2, quote: null, sample: '' }, texts(['', '']))).toEqual({
      state: 'unsure',
      page: 2,
    });
    expect(await follow({ page: 3, quote: null, sample: '' }, texts(['', '']))).toEqual({
      state: 'gone',
      page: 3,
    });
  });

  it('is as like as the part of it that is there', () => {
    expect(likeness(sampleOf(P1), plainOf(P1))).toBe(1);
    expect(likeness(sampleOf(P1), plainOf(P3))).toBeLessThan(0.2);
    expect(likeness('ab', 'xaby')).toBe(1);
  });
});

it('says where in the page’s own text a quote stands', () => {
  const quote = quoted(P2, '61,3% kế hoạch');
  const [start, end] = spanOf(P2, quote) ?? [0, 0];
  expect(P2.slice(start, end)).toBe('61,3% kế hoạch');
  expect(spanOf(P1, quote)).toBeNull();
});

it('quotes nothing where only white space was selected', () => {
  expect(quoteAt(P1, 3, 4, '  \n')).toBeNull();
  expect(hitOf(plainOf(P1), { exact: ' ', prefix: '', suffix: '' })).toBeNull();
});

it('looks at pages nearest first', () => {
  expect(nearFirst(3, 5)).toEqual([3, 4, 2, 5, 1]);
  expect(nearFirst(9, 3)).toEqual([3, 2, 1]);
});

describe('the boxes of a selection', () => {
  it('become one a line', () => {
    expect(
      linesOf([
        [0.1, 0.1, 0.2, 0.02],
        [0.3, 0.101, 0.2, 0.02],
        [0.1, 0.13, 0.1, 0.02],
      ]),
    ).toEqual([
      [0.1, 0.1, 0.4, 0.021],
      [0.1, 0.13, 0.1, 0.02],
    ]);
  });

  it('of two columns stay apart, and end where the page ends', () => {
    expect(
      linesOf([
        [0.1, 0.1, 0.3, 0.02],
        [0.6, 0.1, 0.6, 0.02],
        [1.2, 0.1, 0.1, 0.02],
      ]),
    ).toEqual([
      [0.1, 0.1, 0.3, 0.02],
      [0.6, 0.1, 0.4, 0.02],
    ]);
  });
});
