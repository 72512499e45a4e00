import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { View } from '../../src/api/view';
import { MeetingStore } from '../../src/stores/meeting';
import { PATIENCE_MS, UNANSWERED } from '../../src/stores/outbox';
import { FakeWorld } from './fakeWorld';

const view = { front: { paper: 'p1', page: 1 }, me: { seat: 'site-413' } } as unknown as View;
const now = '2026-11-23T07:00:00.000Z';
const wholeView = (revision: number) => ({ type: 'view', revision, view, now, incarnation: 'a1' });
const turn = (base: number, page: number) => ({
  type: 'patch',
  base,
  revision: base + 1,
  patch: [{ op: 'replace', path: '/front/page', value: page }],
  now,
});

let world: FakeWorld;
let store: MeetingStore;

beforeEach(() => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network in this test')));
  world = new FakeWorld();
  store = new MeetingStore('demo', world);
  store.start();
});
afterEach(() => {
  store.stop();
  vi.unstubAllGlobals();
});

function goLive(revision = 5): void {
  world.last.open();
  world.last.say(wholeView(revision));
}

describe('the preparation page', () => {
  it('asks to follow beside the meeting screen, which a screen of the meeting does not', () => {
    expect(world.last.url).not.toContain('screen=');
    const beside = new MeetingStore('demo', world, 'prepare');
    beside.start();
    expect(world.last.url).toContain('screen=prepare');
    beside.stop();
  });
});

describe('the line for marked papers', () => {
  const named = (screen: string) => ({ ...wholeView(5), screen });

  it('of the meeting screen is its own, and a screen beside it in the same browser uses it', async () => {
    const first = world.last;
    const beside = new MeetingStore('demo', world, 'papers');
    beside.start();
    const second = world.last;
    first.open();
    first.say(named('n.mark.first'));
    second.open();
    second.say(wholeView(5));
    expect(await store.lineName()).toBe('n.mark.first');
    expect(await beside.lineName()).toBe('n.mark.first');
    // A delegate's page for reading takes the seat, and has a line of its own.
    second.say({ ...named('n.mark.second'), revision: 6 });
    expect(await beside.lineName()).toBe('n.mark.second');
    beside.stop();
  });
});

describe('following', () => {
  it('shows the first view and applies patches that fit', () => {
    goLive();
    world.last.say(turn(5, 2));
    world.last.say(turn(6, 3));
    expect(store.get().line).toBe('live');
    expect(store.get().view?.front.page).toBe(3);
  });

  it('asks once for a new view when a revision is missing, and ignores patches until it comes', () => {
    goLive();
    world.last.say(turn(7, 9));
    world.last.say(turn(8, 10));
    expect(world.last.ofType('resync')).toHaveLength(1);
    expect(store.get().view?.front.page).toBe(1);
    world.last.say(wholeView(9));
    world.last.say(turn(9, 4));
    expect(store.get().view?.front.page).toBe(4);
  });

  it('asks for a new view when a patch does not fit the document', () => {
    goLive();
    world.last.say({
      type: 'patch',
      base: 5,
      revision: 6,
      patch: [{ op: 'remove', path: '/sites/gone' }],
      now,
    });
    expect(world.last.ofType('resync')).toHaveLength(1);
  });

  it('ignores a patch it already has', () => {
    goLive(5);
    world.last.say(turn(4, 9));
    expect(store.get().view?.front.page).toBe(1);
    expect(world.last.ofType('resync')).toHaveLength(0);
  });

  it('survives messages it does not know', () => {
    goLive();
    world.last.say({ type: 'from the future' });
    world.last.onmessage?.({ data: 'not json' });
    expect(store.get().line).toBe('live');
  });
});

describe('a lost line', () => {
  it('is shown at once with the last view kept, and comes back by itself', () => {
    goLive();
    world.last.drop();
    expect(store.get().line).toBe('lost');
    expect(store.get().view).toEqual(view);
    world.pass(10_000);
    expect(world.sockets.length).toBeGreaterThan(1);
    goLive(20);
    expect(store.get().line).toBe('live');
    expect(store.get().lostAt).toBeNull();
  });

  it('is noticed by silence when the network swallows everything', () => {
    goLive();
    world.pass(15_000);
    expect(store.get().line).toBe('lost');
  });

  it('does not trust patches of a new connection before its view', () => {
    goLive(5);
    world.last.drop();
    world.pass(1_000);
    world.last.open();
    world.last.say(turn(5, 7));
    expect(store.get().view?.front.page).toBe(1);
  });

  it.each([
    [4401, 'signed_out'],
    [4403, 'not_admitted'],
    [4409, 'replaced'],
  ] as const)('closed with %i ends for good as %s', (code, reason) => {
    goLive();
    world.last.say({ type: 'bye', code: 'x', message: 'Tạm biệt' });
    world.last.drop(code);
    expect(store.get().ended).toEqual({ reason, message: 'Tạm biệt' });
    world.pass(60_000);
    expect(world.sockets).toHaveLength(1);
  });

  it('comes back once when its own socket, given up while it opened, took the seat after its successor', () => {
    store.start();
    world.pass(9_000);
    const tries = world.sockets.length;
    expect(tries).toBeGreaterThan(1);
    world.last.open();
    world.last.drop(4409);
    expect(store.get().ended).toBeNull();
    world.pass(5_000);
    expect(world.sockets.length).toBeGreaterThan(tries);
    world.last.open();
    world.last.drop(4409);
    expect(store.get().ended?.reason).toBe('replaced');
  });
});

describe('a command', () => {
  it('resolves with the number of its event', async () => {
    goLive();
    const outcome = store.command('front.turn', { page: 2 });
    const [sent] = world.last.ofType('command');
    expect(sent).toMatchObject({ command: 'front.turn', data: { page: 2 } });
    world.last.say({ type: 'reply', key: sent?.key, ok: true, seq: 41 });
    await expect(outcome).resolves.toBe(41);
    expect(store.get().pending).toBe(0);
  });

  it('rejects with the server’s code and sentence', async () => {
    goLive();
    const outcome = store.command('floor.request', { topic: '' });
    world.last.say({
      type: 'reply',
      key: world.last.ofType('command')[0]?.key,
      ok: false,
      error: { code: 'floor.already_waiting', message: 'Đã đăng ký' },
    });
    await expect(outcome).rejects.toMatchObject({ code: 'floor.already_waiting', message: 'Đã đăng ký' });
  });

  it('unanswered before a cut is sent again with the same key, once the view is back', () => {
    goLive();
    void store.command('floor.request', { topic: 'a' }).catch(() => undefined);
    const key = world.last.ofType('command')[0]?.key;
    world.last.drop();
    world.pass(1_000);
    world.last.open();
    expect(world.last.ofType('command')).toHaveLength(0);
    world.last.say(wholeView(9));
    expect(world.last.ofType('command').map((message) => message.key)).toEqual([key]);
  });

  it('given while the line is down waits for it', () => {
    goLive();
    world.last.drop();
    void store.command('floor.withdraw', { request: 'r1' }).catch(() => undefined);
    expect(store.get().pending).toBe(1);
    world.pass(1_000);
    goLive(9);
    expect(world.last.ofType('command')).toHaveLength(1);
  });

  it('is given up when nothing answers for too long', async () => {
    goLive();
    const outcome = store.command('front.turn', { page: 2 });
    const failed = expect(outcome).rejects.toMatchObject({ code: UNANSWERED });
    for (let waited = 0; waited <= PATIENCE_MS; waited += 2_000) {
      world.pass(2_000);
      world.last.say({ type: 'pong', t: world.time, now });
    }
    await failed;
  });
});
