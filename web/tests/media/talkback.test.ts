import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Grant } from '../../src/media/controller';
import { TalkbackLine } from '../../src/media/talkback';
import { FakeCapture, FakeRoom } from './fakeRoom';

let room: FakeRoom;
let line: TalkbackLine;
let asked: number;
const grant = () => {
  asked += 1;
  return Promise.resolve({ url: 'ws://m', token: `t${asked}`, iceServers: [] } as Grant);
};
const settle = (ms = 5) => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => {
  vi.useFakeTimers();
  room = new FakeRoom();
  line = new TalkbackLine(new FakeCapture(), room.real);
  asked = 0;
});
afterEach(() => vi.useRealTimers());

it('enters, and tells when the other is there', async () => {
  line.enter(grant);
  await settle();
  expect(line.get()).toMatchObject({ phase: 'connected', together: false, talking: false });
  room.joins('officer-4');
  expect(line.get().together).toBe(true);
});

it('comes back with a new grant when the line broke, and not once it was left', async () => {
  line.enter(grant);
  await settle();
  room.lose();
  expect(line.get().phase).toBe('reconnecting');
  await settle(10_000);
  expect(room.entered.map((one) => one.token)).toEqual(['t1', 't2']);
  await line.leave();
  room.lose();
  await settle(60_000);
  expect(room.entered).toHaveLength(2);
  expect(line.get().phase).toBe('off');
});

it('does not talk without a line or without a microphone', async () => {
  await line.talk(true);
  expect(line.get().talking).toBe(false);
  line.enter(grant);
  await settle();
  await line.talk(true);
  expect(line.get().talking).toBe(false);
});
