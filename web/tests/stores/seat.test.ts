import { Track } from 'livekit-client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { View } from '../../src/api/view';
import { MeetingStore } from '../../src/stores/meeting';
import { SeatStore } from '../../src/stores/seat';
import { FakeCapture, FakeRoom } from '../media/fakeRoom';
import { FakeWorld } from './fakeWorld';

const now = '2026-11-23T07:00:00.000Z';
const { Microphone } = Track.Source;
let world: FakeWorld;
let room: FakeRoom;
let seat: SeatStore;
let joins: number;
let role: string;
let refused: number | null;
let barredAtJoin: boolean;

const openPage = () => {
  world = new FakeWorld();
  room = new FakeRoom();
  seat = new SeatStore('demo', new MeetingStore('demo', world), new FakeCapture(), room.real);
};
const settle = () => vi.advanceTimersByTimeAsync(5);
const viewWith = (microphone: boolean, barred: string | null = null) =>
  ({
    me: { seat: 'site-413', rights: { camera: true, microphone, screen: false }, barred },
  }) as unknown as View;
const hear = (microphone: boolean, revision = 1) =>
  world.last.say({ type: 'view', revision, view: viewWith(microphone), now, incarnation: 'a' });
const open = () => room.localParticipant.getTrackPublication(Microphone)?.isMuted === false;
const answerJoin = () => {
  joins += 1;
  const body = refused
    ? { code: 'meeting.not_admitted', message: 'no', details: {} }
    : {
        seat: 'site-413',
        role,
        media: role === 'delegate' || barredAtJoin ? null : { url: 'ws://m', token: `t${joins}` },
        media_error: barredAtJoin ? 'agenda.internal' : null,
        ice_servers: [],
      };
  return Promise.resolve(new Response(JSON.stringify(body), { status: refused ?? 200 }));
};

beforeEach(() => {
  vi.useFakeTimers();
  const kept = new Map<string, string>();
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  });
  vi.stubGlobal('location', { origin: 'http://localhost' });
  vi.stubGlobal('fetch', answerJoin);
  joins = 0;
  role = 'site';
  refused = null;
  barredAtJoin = false;
  openPage();
});
afterEach(() => {
  seat.suspend();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function enter(microphone = false): Promise<void> {
  await seat.arrive();
  if (seat.get().phase === 'check') seat.takeSeat();
  world.last.open();
  hear(microphone);
  await settle();
}

it('stops at the check before joining, and goes straight in when this tab was seated already', async () => {
  await seat.arrive();
  expect(seat.get().phase).toBe('check');
  seat.takeSeat();
  seat.suspend();
  openPage();
  await seat.arrive();
  expect(seat.get().phase).toBe('seated');
});

it('begins with the check again after leaving', async () => {
  await enter();
  seat.leave();
  openPage();
  await seat.arrive();
  expect(seat.get().phase).toBe('check');
});

it('says why when the seat is refused', async () => {
  refused = 403;
  await seat.arrive();
  expect(seat.get().phase).toBe('refused');
  expect(seat.get().problem).toMatchObject({ code: 'meeting.not_admitted' });
});

it('opens no devices and no media for a delegate', async () => {
  role = 'delegate';
  await enter();
  expect(seat.media.get().phase).toBe('off');
  expect(room.entered).toEqual([]);
});

it('lets the microphone follow the rights of each view', async () => {
  await enter(false);
  expect(open()).toBe(false);
  hear(true, 2);
  await settle();
  expect(open()).toBe(true);
  hear(false, 3);
  await settle();
  expect(open()).toBe(false);
});

it('comes back to the same rights after the server was lost in mid-turn', async () => {
  await enter(true);
  world.last.drop();
  room.lose();
  room.localParticipant.trackPublications.clear();
  expect(seat.meeting.get().line).toBe('lost');
  await vi.advanceTimersByTimeAsync(20_000);
  world.pass(10_000);
  world.last.open();
  hear(true);
  await settle();
  expect(seat.meeting.get().line).toBe('live');
  expect(new Set(room.entered.map((one) => one.token)).size).toBe(2);
  expect(open()).toBe(true);
});

const bar = (barred: string | null, revision: number) =>
  world.last.say({ type: 'view', revision, view: viewWith(false, barred), now, incarnation: 'a' });

it('leaves picture and sound while it is kept out, and comes back by itself with a new grant', async () => {
  role = 'observer';
  await enter();
  expect(room.entered).toHaveLength(1);
  bar('agenda.internal', 2);
  await settle();
  expect(seat.media.get().phase).toBe('off');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(room.entered).toHaveLength(1);
  bar(null, 3);
  await settle();
  expect(new Set(room.entered.map((one) => one.token)).size).toBe(2);
});

it('comes in when it arrived while it was kept out', async () => {
  role = 'observer';
  barredAtJoin = true;
  await seat.arrive();
  world.last.open();
  bar('agenda.internal', 1);
  await settle();
  expect(room.entered).toEqual([]);
  barredAtJoin = false;
  bar(null, 2);
  await settle();
  expect(room.entered).toHaveLength(1);
});

it('stays silent after loading the page again when the hall had silenced itself', async () => {
  await enter(true);
  seat.media.setSwitches({ microphone: false });
  seat.suspend();
  openPage();
  await enter(true);
  expect(seat.media.get().switches.microphone).toBe(false);
  expect(open()).toBe(false);
});

it('gives the media back when the seat is opened elsewhere, and takes both back on a press', async () => {
  await enter();
  world.last.drop(4409);
  await settle();
  expect(seat.meeting.get().ended?.reason).toBe('replaced');
  expect(seat.media.get().phase).toBe('off');
  seat.takeBack();
  world.last.open();
  hear(false);
  await settle();
  expect(seat.meeting.get().line).toBe('live');
  expect(seat.media.get().phase).toBe('connected');
});

it('ends for good when signed out elsewhere', async () => {
  await enter();
  world.last.drop(4401);
  await vi.advanceTimersByTimeAsync(20_000);
  world.pass(20_000);
  expect(seat.meeting.get().ended?.reason).toBe('signed_out');
  expect(world.sockets).toHaveLength(1);
});

it('watches beside the seat’s own screen without a device, until the meeting is over', async () => {
  const asked: string[] = [];
  vi.stubGlobal('fetch', (url: string) => {
    asked.push(String(url));
    return answerJoin();
  });
  const beside = new SeatStore(
    'm',
    new MeetingStore('m', world, 'program'),
    new FakeCapture(),
    room.real,
    'program',
  );
  const stop = beside.watch();
  await settle();
  expect(asked.filter((url) => url.includes('/join?screen=program'))).toHaveLength(1);
  expect(world.last.url).toContain('screen=program');
  expect(room.entered).toHaveLength(1);
  expect(room.localParticipant.trackPublications.size).toBe(0);
  const hall = room.joins('site-417', Microphone);
  expect(hall.getTrackPublication(Microphone)?.isDesired).toBe(false);
  world.last.open();
  world.last.drop(4403, 'removed');
  await settle();
  expect(room.state).toBe('disconnected');
  stop();
});
