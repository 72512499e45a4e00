import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Paper } from '../../src/api/view';
import { answer, heldName } from '../../src/papers/held/answering';
import { copyOf, inFetchOrder, keepingOf, nameOf, partName, wholeName } from '../../src/papers/held/copies';
import { bring, Corrupt, type GetPiece, NotThere, sha256, soFar } from '../../src/papers/held/fetching';
import { PaperKeeper } from '../../src/papers/held/keeper';
import { type LineUse, Pace } from '../../src/papers/held/pace';
import { progressOf } from '../../src/papers/held/progress';
import { Receipts, type Report } from '../../src/papers/held/receipts';
import { type AskAs, sweep } from '../../src/papers/held/sweep';
import { paper as somePaper } from '../screens/papers/paper';
import { bytesOf, FakeVault } from './fakeVault';
import { RULES } from './marked/rules';

const SLOT = 'aa11bb22';
const LOOK_MS = 4_000;

async function paper(id: string, data: Uint8Array<ArrayBuffer>, more: Partial<Paper> = {}): Promise<Paper> {
  const hash = await sha256(new Blob([data]));
  return somePaper({ id, title: id, size: data.byteLength, sha256: hash, ...more });
}

/** A server that has these bytes; `cutAfter` bytes of an answer the line breaks. */
class Server {
  readonly asked: string[] = [];
  cutAfter: number | null = null;
  status = 206;
  constructor(readonly data: Uint8Array<ArrayBuffer>) {}

  readonly get: GetPiece = async (from, to) => {
    this.asked.push(`${from}-${to}`);
    if (this.status !== 206) return new Response('', { status: this.status });
    const cut = this.cutAfter;
    const bytes = this.data.slice(from, to);
    const body = new ReadableStream({
      start: (stream) => {
        stream.enqueue(cut === null ? bytes : bytes.slice(0, cut));
        if (cut === null) stream.close();
      },
      pull: (stream) => stream.error(new TypeError('network')),
    });
    return new Response(body, { status: 206, headers: { 'Content-Range': `bytes ${from}-${to - 1}/x` } });
  };
}

const errand = (vault: FakeVault, one: Paper, server: Server, notes: number[] = []) => ({
  vault,
  folder: nameOf(SLOT, 'm1', copyOf(one)),
  copy: copyOf(one),
  get: server.get,
  pace: new Pace(() => 'free'),
  note: (bytes: number) => notes.push(bytes),
  sleep: async () => undefined,
});
const never = new AbortController().signal;

it('a paper is fetched in pieces and kept whole when its hash is right', async () => {
  const [vault, data] = [new FakeVault(), bytesOf(300_000)];
  const one = await paper('p1', data);
  const notes: number[] = [];
  await bring(errand(vault, one, new Server(data), notes), never);
  const folder = nameOf(SLOT, 'm1', copyOf(one));
  expect([...vault.kept.keys()]).toEqual([wholeName(folder)]);
  expect(await sha256((await vault.read(wholeName(folder))) as Blob)).toBe(one.sha256);
  expect(notes[0]).toBe(0);
  expect(notes.at(-1)).toBe(300_000);
});

it('a cut line goes on where it stopped, in the middle of a piece', async () => {
  const [vault, data] = [new FakeVault(), bytesOf(200_000)];
  const [one, server] = [await paper('p1', data), new Server(data)];
  server.cutAfter = 10_000;
  await expect(bring(errand(vault, one, server), never)).rejects.toThrow('network');
  const folder = nameOf(SLOT, 'm1', copyOf(one));
  expect((await soFar(vault, folder)).bytes).toBe(10_000);
  server.cutAfter = null;
  server.asked.length = 0;
  await bring(errand(vault, one, server), never);
  expect(server.asked[0]).toMatch(/^10000-/);
  expect([...vault.kept.keys()]).toEqual([wholeName(folder)]);
});

it('what does not have the hash is thrown away', async () => {
  const [vault, data] = [new FakeVault(), bytesOf(1000)];
  const one = { ...(await paper('p1', data)), sha256: '0'.repeat(64) };
  await expect(bring(errand(vault, one, new Server(data)), never)).rejects.toBeInstanceOf(Corrupt);
  expect(vault.kept.size).toBe(0);
});

it.each([200, 403, 404, 409, 416])(
  'an answer %i means that this version is not to be had',
  async (status) => {
    const data = bytesOf(1000);
    const [one, server] = [await paper('p1', data), new Server(data)];
    server.status = status;
    await expect(bring(errand(new FakeVault(), one, server), never)).rejects.toBeInstanceOf(NotThere);
  },
);

it('pieces follow the line, rest beside media, and trickle while media struggles', () => {
  let use: LineUse = 'free';
  const pace = new Pace(() => use);
  pace.came(64 * 1024, 100);
  expect(pace.piece()).toBe(Math.round(655.36 * 3000));
  expect(pace.rest()).toBe(0);
  use = 'shared';
  expect(pace.piece()).toBe(512 * 1024);
  expect(pace.rest()).toBe(100);
  use = 'strained';
  expect(pace.piece()).toBeLessThanOrEqual(16 * 1024);
  expect(pace.rest()).toBeGreaterThanOrEqual(4000);
  use = 'shared';
  pace.came(25_000, 10_000);
  pace.came(25_000, 10_000);
  pace.came(25_000, 10_000);
  expect(pace.piece()).toBeLessThan(200 * 1024);
});

it('a confidential, an unknown and a withdrawn paper never come into the store', () => {
  expect(keepingOf({ marking: 'normal' }, RULES)).toBe('store');
  expect(keepingOf({}, RULES)).toBe('store');
  expect(keepingOf({ marking: 'confidential' }, RULES)).toBe('none');
  expect(keepingOf({ marking: 'something new' }, RULES)).toBe('none');
  const withdrawn = { at: '', by: 's', reason: '' };
  expect(keepingOf({ marking: 'normal', withdrawn }, RULES)).toBe('none');
});

it('the paper in front comes first', async () => {
  const items = Object.fromEntries(
    await Promise.all(['a', 'b', 'c'].map(async (id) => [id, await paper(id, bytesOf(1))] as const)),
  );
  const order = inFetchOrder({ order: ['a', 'b', 'c'], items }, 'b').map(({ id }) => id);
  expect(order).toEqual(['b', 'a', 'c']);
});

/** A keeper with a server per paper; sleeping takes no time, and every error ends the waiting after a while. */
function keeperOf(vault: FakeVault, servers: Readonly<Record<string, Server>>, slot = SLOT) {
  const told: string[] = [];
  let naps = 0;
  const keeper = new PaperKeeper(vault, {
    slot,
    meeting: 'm1',
    get: ({ paper: id }) => (servers[id] as Server).get,
    lineUse: () => 'free',
    alone: (work) => work(),
    sleep: (ms, signal) => {
      // Looking on at another page's fetching ends when this page's turn comes.
      if (ms === LOOK_MS) return new Promise((_, reject) => signal.addEventListener('abort', reject));
      naps += ms > 0 ? 1 : 0;
      return naps > 5 ? Promise.reject(new DOMException('enough', 'AbortError')) : Promise.resolve();
    },
    held: ({ paper: id, version }) => told.push(`held ${id} ${version}`),
    purged: ({ paper: id, version }) => told.push(`purged ${id} ${version}`),
  });
  const want = (papers: readonly Paper[]) =>
    keeper.want(papers, RULES).catch((problem: Error) => expect(problem.name).toBe('AbortError'));
  const phases = () => Object.fromEntries(Object.values(keeper.get()).map((one) => [one.paper, one.phase]));
  return { keeper, want, told, phases };
}

it('papers come one after the other, and what is here is told', async () => {
  const data = [bytesOf(1000, 1), bytesOf(2000, 2)] as const;
  const [a, b] = [await paper('a', data[0]), await paper('b', data[1])];
  const { want, told, phases } = keeperOf(new FakeVault(), {
    a: new Server(data[0]),
    b: new Server(data[1]),
  });
  await want([a, b]);
  expect(phases()).toEqual({ a: 'held', b: 'held' });
  expect(told).toEqual(['held a 1', 'held b 1']);
});

it('a confidential paper leaves nothing in the store', async () => {
  const [vault, data] = [new FakeVault(), bytesOf(1000)];
  const { want, phases } = keeperOf(vault, { a: new Server(data) });
  await want([await paper('a', data, { marking: 'confidential' })]);
  expect(phases()).toEqual({});
  expect(vault.kept.size).toBe(0);
});

it('what was kept is thrown away when the paper becomes confidential, is withdrawn, replaced or gone', async () => {
  const [old, fresh] = [bytesOf(1000, 1), bytesOf(1000, 2)];
  const one = await paper('a', old);
  const changes: (readonly Paper[])[] = [
    [{ ...one, marking: 'confidential' }],
    [{ ...one, withdrawn: { at: '', by: 's', reason: '' } }],
    [await paper('a', fresh, { version: 2 })],
    [],
  ];
  for (const after of changes) {
    const vault = new FakeVault();
    const { want, told } = keeperOf(vault, { a: new Server(old) });
    await want([one]);
    const second = keeperOf(vault, { a: new Server(fresh) });
    await second.want(after);
    expect(told).toEqual(['held a 1']);
    expect(second.told[0]).toBe('purged a 1');
    const left = [...vault.kept.keys()].filter((name) => name.includes(`/1/${one.sha256}/`));
    expect(left).toEqual([]);
  }
});

it('a paper that lies here from an earlier page is not asked for again', async () => {
  const [vault, data] = [new FakeVault(), bytesOf(1000)];
  const [one, server] = [await paper('a', data), new Server(data)];
  await keeperOf(vault, { a: server }).want([one]);
  server.asked.length = 0;
  const again = keeperOf(vault, { a: server });
  await again.want([one]);
  expect(server.asked).toEqual([]);
  expect(again.told).toEqual(['held a 1']);
});

it('two sign-ins of one browser share nothing', async () => {
  const [vault, data] = [new FakeVault(), bytesOf(1000)];
  const [one, server] = [await paper('a', data), new Server(data)];
  await keeperOf(vault, { a: server }, 'slot1').want([one]);
  const other = keeperOf(vault, { a: server }, 'slot2');
  await other.want([]);
  expect(vault.kept.size).toBe(1);
  server.asked.length = 0;
  await other.want([one]);
  expect(server.asked.length).toBeGreaterThan(0);
  expect(vault.kept.size).toBe(2);
});

it('a machine without room says so, keeps smaller papers, and leaves no pieces', async () => {
  const [large, small] = [bytesOf(5000), bytesOf(100)];
  const papers = [await paper('a', large), await paper('b', small)];
  const servers = { a: new Server(large), b: new Server(small) };
  const said = new FakeVault();
  said.said = 1000;
  const one = keeperOf(said, servers);
  await one.want(papers);
  expect(one.phases()).toEqual({ a: 'full', b: 'held' });
  const found = new FakeVault();
  found.limit = 1000;
  const two = keeperOf(found, servers);
  await two.want(papers);
  expect(two.phases()).toEqual({ a: 'full', b: 'held' });
  expect([...found.kept.keys()].every((name) => name.includes('/b/'))).toBe(true);
});

it('a paper that comes wrong twice is given up, others go on', async () => {
  const data = bytesOf(1000);
  const wrong = { ...(await paper('a', data)), sha256: '0'.repeat(64) };
  const server = new Server(data);
  const { want, phases } = keeperOf(new FakeVault(), { a: server, b: new Server(data) });
  await want([wrong, await paper('b', data)]);
  expect(phases()).toEqual({ a: 'gone', b: 'held' });
  expect(server.asked).toHaveLength(2);
});

it('all papers of a meeting go, and it is told', async () => {
  const [vault, data] = [new FakeVault(), bytesOf(1000)];
  const { keeper, want, told } = keeperOf(vault, { a: new Server(data) });
  await want([await paper('a', data)]);
  await keeper.purge();
  expect(vault.kept.size).toBe(0);
  expect(told).toEqual(['held a 1', 'purged a 1']);
});

it('progress counts what is stored and what is only in memory', async () => {
  const copies = ['a', 'b', 'c'].map((id) => ({ paper: id, version: 1, sha256: id, size: 100 }));
  const [a, b, c] = copies as [(typeof copies)[0], (typeof copies)[0], (typeof copies)[0]];
  const open = { b: { phase: 'ready', loaded: 1, total: 1 } } as const;
  const progress = progressOf(
    [
      { ...a, phase: 'held', bytes: 100 },
      { ...b, phase: 'memory', bytes: 0 },
      { ...c, phase: 'coming', bytes: 50 },
    ],
    open,
  );
  expect(progress).toEqual({ held: 2, of: 3, share: 250 / 300 });
  expect(progressOf([], {})).toEqual({ held: 0, of: 0, share: 1 });
});

const FILE = 'https://h/api/v1/meetings/m1/papers/a/file?version=1&sha256=';

function request(url: string, headers: Record<string, string> = { 'X-Giaoban-Slot': SLOT }, more = {}) {
  return new Request(url, { headers, ...more });
}

it('the worker answers only whole files of papers, for the sign-in that asks', async () => {
  const [vault, data] = [new FakeVault(), bytesOf(1000)];
  const one = await paper('a', data);
  await keeperOf(vault, { a: new Server(data) }).want([one]);
  const network = async () => new Response('network');
  const body = async (asked: Request) => {
    const name = heldName(asked);
    return name === null ? 'not asked' : (await answer(name, vault, network)).headers.get('X-Giaoban-Held');
  };
  expect(await body(request(FILE + one.sha256))).toBe('1');
  expect(await body(request(FILE + one.sha256, { 'X-Giaoban-Slot': 'another1' }))).toBeNull();
  expect(await body(request(`${FILE}${'0'.repeat(64)}`))).toBeNull();
  for (const left of [
    request('https://h/api/v1/meetings/m1/papers'),
    request('https://h/api/v1/meetings/m1'),
    request('https://h/api/v1/meetings/m1/papers/a/file'),
    request(`${FILE}${one.sha256}&download=1`),
    request(FILE + one.sha256, {}),
    request(FILE + one.sha256, { 'X-Giaoban-Slot': SLOT, Range: 'bytes=0-1' }),
    request(FILE + one.sha256, { 'X-Giaoban-Slot': SLOT }, { cache: 'no-store' }),
    request(FILE + one.sha256, { 'X-Giaoban-Slot': SLOT }, { method: 'POST' }),
  ])
    expect(await body(left)).toBe('not asked');
});

it('without a store, or with one that fails, the network answers', async () => {
  const network = async () => new Response('network');
  expect(await (await answer('x', null, network)).text()).toBe('network');
  const broken = new FakeVault();
  broken.read = () => Promise.reject(new Error('broken'));
  expect(await (await answer('x', broken, network)).text()).toBe('network');
});

it('a sweep throws away what belongs to ended sign-ins and to meetings that are over', async () => {
  const vault = new FakeVault();
  const copy = { paper: 'a', version: 1, sha256: 'f' };
  const name = (slot: string, meeting: string) => wholeName(nameOf(slot, meeting, copy));
  for (const [slot, meeting] of [
    ['live', 'open'],
    ['live', 'closed'],
    ['live', 'left'],
    ['out', 'open'],
    ['gone', 'open'],
  ] as const)
    vault.kept.set(name(slot, meeting), new Blob(['x']));
  vault.kept.set('what is this', new Blob(['x']));
  vault.kept.set(partName(nameOf('out', 'open', copy), 5), new Blob(['x']));
  const ask: AskAs = async (slot, path) => {
    if (slot === 'out') return { status: 401, body: null };
    if (path === '/session') return { status: 200, body: { principal: slot === 'gone' ? null : {} } };
    if (path.endsWith('/left')) return { status: 403, body: null };
    return { status: 200, body: { state: path.endsWith('/closed') ? 'closed' : 'scheduled' } };
  };
  const told: unknown[] = [];
  await sweep(vault, ask, async (slot, meeting, gone) => {
    told.push([slot, meeting, gone.map(({ paper, version }) => `${paper} ${version}`)]);
    if (meeting === 'left') throw new Error('no line');
  });
  expect([...vault.kept.keys()]).toEqual([name('live', 'open')]);
  expect(told).toEqual([
    ['live', 'closed', ['a 1']],
    ['live', 'left', ['a 1']],
  ]);
});

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

it('receipts go together, the last word counts, and what could not be sent is sent again', async () => {
  const reports: Report[] = [];
  let broken = true;
  const receipts = new Receipts(async (report) => {
    if (broken) throw new TypeError('network');
    reports.push(report);
  });
  const copy = (id: string) => ({ paper: id, version: 1 });
  receipts.held(copy('a'));
  receipts.held(copy('b'));
  await vi.advanceTimersByTimeAsync(3_000);
  expect(reports).toEqual([]);
  broken = false;
  receipts.purged(copy('b'));
  await vi.advanceTimersByTimeAsync(20_000);
  expect(reports).toEqual([{ held: [copy('a')], purged: [copy('b')] }]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(reports).toHaveLength(1);
});
