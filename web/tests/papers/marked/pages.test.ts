import { beforeEach, expect, it, vi } from 'vitest';
import { MarkedPages, type MarkedWorld, widthFor } from '../../../src/papers/marked/pages';
import { type Had, placesRemembered, remember, remembered } from '../../../src/papers/marked/remembered';

const SHEET = { paper: 'p1', version: 1, page: 1 };
const BOX = { width: 800, height: 1000 };

class Picture {
  readonly width = 1240;
  readonly height = 1754;
  closed = false;
  close(): void {
    this.closed = true;
  }
}

/** A browser's storage, as far as it is used. */
function fakeStorage(): Storage {
  const kept: Record<string, string> = {};
  const hidden = { enumerable: false };
  return Object.defineProperties(kept as unknown as Storage, {
    getItem: { ...hidden, value: (name: string) => kept[name] ?? null },
    setItem: {
      ...hidden,
      value: (name: string, value: string) => {
        kept[name] = value;
      },
    },
    removeItem: { ...hidden, value: (name: string) => delete kept[name] },
  });
}

function setUp(status = 200) {
  const asked: { url: string; headers: Record<string, string>; cache: string | undefined }[] = [];
  const reports: { held: readonly Had[]; purged: readonly Had[] }[] = [];
  const pictures: Picture[] = [];
  let had: readonly Had[] = [];
  let cut = false;
  const world: MarkedWorld = {
    screen: async () => 'n.mark.random',
    device: () => 'may-1',
    fetch: async (url, init) => {
      asked.push({ url, headers: init.headers as Record<string, string>, cache: init.cache });
      if (status !== 200)
        return Response.json({ code: 'marking.no_line', message: 'Hãy vào phòng họp.' }, { status });
      return url.includes('/text')
        ? Response.json({ page: 1, text: 'Bao cao' })
        : new Response(new Blob([new Uint8Array(4)]));
    },
    decode: async () => {
      const picture = new Picture();
      pictures.push(picture);
      return picture as unknown as ImageBitmap;
    },
    report: async (held, purged) => {
      if (cut) throw new Error('no line');
      reports.push({ held, purged });
    },
    remembered: () => had,
    remember: (now) => {
      had = now;
    },
  };
  const pages = new MarkedPages('m1', world);
  const draw = (sheet = SHEET) => pages.draw(sheet, BOX, 1, new AbortController().signal);
  const line = (up: boolean) => {
    cut = !up;
  };
  return { pages, draw, asked, reports, pictures, had: () => had, line };
}

beforeEach(() => {
  vi.stubGlobal('localStorage', fakeStorage());
  vi.stubGlobal('sessionStorage', fakeStorage());
  vi.stubGlobal('location', { search: '', hash: '', pathname: '/' });
  vi.stubGlobal('document', { createElement: () => ({ style: {}, getContext: () => null }) });
});

it('a page is asked for with the name of this screen, past every cache', async () => {
  const { draw, asked } = setUp();
  await draw();
  expect(asked).toHaveLength(1);
  expect(asked[0]?.url).toContain('/papers/p1/pages/1.webp?version=1&width=800');
  expect(asked[0]?.headers['X-Giaoban-Screen']).toBe('n.mark.random');
  expect(asked[0]?.headers['X-Giaoban-Device']).toBe('may-1');
  expect(asked[0]?.cache).toBe('no-store');
});

it('what was fetched ahead is drawn without asking again', async () => {
  const { pages, draw, asked } = setUp();
  await pages.prefetch({ ...SHEET, page: 2 }, BOX, 1);
  await draw({ ...SHEET, page: 2 });
  expect(asked).toHaveLength(1);
});

it('only a few pictures are held, and those let go are closed', async () => {
  const { pages, draw, pictures } = setUp();
  for (let page = 1; page <= 9; page += 1) await draw({ ...SHEET, page });
  expect(pages.held).toBeLessThanOrEqual(6);
  await vi.waitFor(() => expect(pictures.filter(({ closed }) => closed)).toHaveLength(3));
});

it('having a page is told once per version', async () => {
  const { draw, reports } = setUp();
  await draw();
  await draw({ ...SHEET, page: 2 });
  expect(reports).toEqual([{ held: [{ paper: 'p1', version: 1 }], purged: [] }]);
});

it('the recall empties memory at once, is reported, and nothing is fetched any more', async () => {
  const { pages, draw, reports, pictures, had, asked } = setUp();
  await draw();
  await pages.recall(['p1']);
  expect(pages.held).toBe(0);
  await vi.waitFor(() => expect(pictures.every(({ closed }) => closed)).toBe(true));
  const gone = [{ paper: 'p1', version: 1 }];
  expect(reports.at(-1)).toEqual({ held: gone, purged: gone });
  expect(had()).toEqual([]);
  await expect(draw()).rejects.toMatchObject({ code: 'marking.recalled' });
  expect(asked).toHaveLength(1);
});

it('a picture that comes after the recall is closed, not shown', async () => {
  const { pages, draw, pictures } = setUp();
  const coming = draw();
  const recalled = pages.recall(['p1']);
  await expect(coming).rejects.toMatchObject({ code: 'marking.recalled' });
  await recalled;
  expect(pictures.every(({ closed }) => closed)).toBe(true);
});

it('a report that did not get through is owed until it does, also after a restart', async () => {
  const { pages, draw, line, had, reports } = setUp();
  await draw();
  line(false);
  await expect(pages.recall(['p1'])).rejects.toThrow();
  expect(pages.held).toBe(0);
  expect(had()).toEqual([{ paper: 'p1', version: 1 }]);
  line(true);
  await pages.recall(['p1']);
  expect(reports.at(-1)?.purged).toEqual([{ paper: 'p1', version: 1 }]);
});

it('of a paper called back every version there was is said to be gone, once', async () => {
  const { pages, draw, reports } = setUp();
  await draw();
  const versions = [1, 2].map((version) => ({ paper: 'p1', version }));
  await pages.recall(['p1'], versions);
  expect(reports.at(-1)).toEqual({
    held: [{ paper: 'p1', version: 1 }],
    purged: [
      { paper: 'p1', version: 1 },
      { paper: 'p1', version: 2 },
    ],
  });
  const told = reports.length;
  await pages.recall(['p1'], versions);
  expect(reports).toHaveLength(told);
});

it('a copy from before the paper was marked is owned up to, and proved gone at the recall', async () => {
  const { pages, reports, had } = setUp();
  const one = { paper: 'p1', version: 1 };
  pages.gaveUp(one);
  await vi.waitFor(() => expect(reports).toEqual([{ held: [one], purged: [one] }]));
  expect(had()).toEqual([one]);
  await pages.recall(['p1']);
  expect(reports.at(-1)).toEqual({ held: [one], purged: [one] });
  expect(reports).toHaveLength(2);
  expect(had()).toEqual([]);
});

it('when the meeting is over drafts go too, which it never called back by name', async () => {
  const { pages, draw, had, reports } = setUp();
  await draw({ paper: 'draft', version: 1, page: 1 });
  await pages.recallAll([], []);
  expect(pages.held).toBe(0);
  expect(reports.at(-1)?.purged).toEqual([{ paper: 'draft', version: 1 }]);
  expect(had()).toEqual([]);
});

it('other papers stay when one is called back', async () => {
  const { pages, draw, asked } = setUp();
  await draw();
  await draw({ paper: 'p2', version: 1, page: 1 });
  await pages.recall(['p1']);
  expect(pages.held).toBe(1);
  await draw({ paper: 'p2', version: 1, page: 1 });
  expect(asked).toHaveLength(2);
});

it('a refusal keeps its code and sentence, and is asked again the next time', async () => {
  const { draw, asked } = setUp(403);
  await expect(draw()).rejects.toMatchObject({ code: 'marking.no_line', message: 'Hãy vào phòng họp.' });
  await expect(draw()).rejects.toMatchObject({ code: 'marking.no_line' });
  expect(asked).toHaveLength(2);
});

it('the text is asked for the same way', async () => {
  const { pages, asked } = setUp();
  expect(await pages.text(SHEET)).toBe('Bao cao');
  expect(asked[0]?.headers['X-Giaoban-Screen']).toBe('n.mark.random');
});

it('the picture fits the screen and its density', () => {
  expect(widthFor({ width: 300, height: 400 }, 1)).toBe(320);
  expect(widthFor({ width: 390, height: 700 }, 2)).toBe(800);
  expect(widthFor({ width: 1900, height: 1000 }, 1)).toBe(1654);
  expect(widthFor({ width: 3000, height: 3000 }, 2)).toBe(1920);
});

it('what this machine had is remembered by name alone, per sign-in and meeting', () => {
  remember('aa11', 'm1', [{ paper: 'p1', version: 2 }]);
  expect(remembered('aa11', 'm1')).toEqual([{ paper: 'p1', version: 2 }]);
  expect(remembered('bb22', 'm1')).toEqual([]);
  expect(placesRemembered(localStorage)).toEqual([{ slot: 'aa11', meeting: 'm1' }]);
  remember('aa11', 'm1', []);
  expect(placesRemembered(localStorage)).toEqual([]);
});
