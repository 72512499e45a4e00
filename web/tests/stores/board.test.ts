import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { BoardRow, Point, WholeBoard } from '../../src/api/view/board';
import { BoardStore, withPoint } from '../../src/stores/board';

const row = (part: Partial<BoardRow> = {}) =>
  ({ warnings: [], score: 0, level: 'ok', ...part }) as unknown as BoardRow;
const whole: WholeBoard = {
  now: '2026-11-27T01:00:00.000Z',
  since: '2026-11-27T00:30:00.000Z',
  alarms: [],
  rows: { 'site-1': row(), 'site-2': row() },
  history: {},
};
const point = (t: string, rtt_ms: number | null): Point => ({
  t,
  up_bps: null,
  down_bps: null,
  loss_up: null,
  loss_down: null,
  rtt_ms,
});
const at = (seconds: number) => new Date(Date.parse('2026-11-27T01:00:00Z') + seconds * 1000).toISOString();

let said: boolean[];
let board: BoardStore;
let fetched: () => Promise<WholeBoard>;

beforeEach(() => {
  vi.useFakeTimers();
  said = [];
  fetched = vi.fn(() => Promise.resolve(whole));
  board = new BoardStore(
    (open) => said.push(open),
    () => fetched(),
  );
});
afterEach(() => vi.useRealTimers());
const settle = () => vi.advanceTimersByTimeAsync(0);

it('says that somebody looks, says so again, and says when nobody does any more', async () => {
  const [one, two] = [board.watch(), board.watch()];
  await settle();
  expect(said).toEqual([true]);
  expect(board.get().phase).toBe('ready');
  await vi.advanceTimersByTimeAsync(20_000);
  expect(said).toEqual([true, true]);
  one();
  expect(said).toEqual([true, true]);
  two();
  expect(said).toEqual([true, true, false]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(said).toHaveLength(3);
});

it('follows the changes of rows and alarms', async () => {
  await board.read();
  board.receive('board', {
    now: at(0),
    alarms: [{ code: 'clock.jumped', at: at(0), by_s: 3600 }],
    rows: { 'site-2': row({ warnings: ['site.black'], level: 'warning' }) },
  });
  const { rows, alarms } = board.get();
  expect(rows['site-2']?.warnings).toEqual(['site.black']);
  expect(rows['site-1']?.warnings).toEqual([]);
  expect(alarms[0]?.by_s).toBe(3600);
});

it('takes no other signal, and nothing before somebody asked', () => {
  board.receive('board', { now: at(0), alarms: [], rows: { x: row() } });
  expect(board.get().rows).toEqual({});
});

it('reads everything again when the line is back', async () => {
  board.watch();
  await settle();
  board.again();
  await settle();
  expect(said).toEqual([true, true]);
  expect(fetched).toHaveBeenCalledTimes(2);
});

it('keeps what it shows when reading again fails, and says so', async () => {
  await board.read();
  fetched = () => Promise.reject(new Error('no'));
  await board.read();
  expect(board.get().phase).toBe('failed');
  expect(board.get().rows['site-1']).toBeDefined();
});

it('adds a point to the hour, with nothing known where none was told', () => {
  let hour = withPoint(undefined, point(at(0), 20));
  hour = withPoint(hour, point(at(10), 30));
  hour = withPoint(hour, point(at(40), 50));
  expect(hour.rtt_ms).toEqual([20, 30, null, null, 50]);
  expect(hour.t0).toBe(at(0));
  expect(withPoint(hour, point(at(40), 99))).toBe(hour);
});

it('keeps an hour and no more', () => {
  let hour = withPoint(undefined, point(at(0), 0));
  for (let n = 1; n < 400; n += 1) hour = withPoint(hour, point(at(n * 10), n));
  expect(hour.rtt_ms).toHaveLength(360);
  expect(hour.rtt_ms[0]).toBe(40);
  expect(hour.t0).toBe(at(400));
});

it('begins anew after a day without figures', () => {
  const hour = withPoint(withPoint(undefined, point(at(0), 1)), point(at(86_400), 2));
  expect(hour.rtt_ms).toEqual([2]);
});
