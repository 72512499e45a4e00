import { Track } from 'livekit-client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Publisher } from '../../src/media/publisher';
import { FakeCapture, FakeRoom, FakeTrack } from './fakeRoom';

const { Camera, Microphone } = Track.Source;
const HALL = { camera: true, microphone: false, screen: false };
let room: FakeRoom;
let capture: FakeCapture;
let publisher: Publisher;
const sent = (source: Track.Source) => room.localParticipant.getTrackPublication(source);
const settle = () => vi.advanceTimersByTimeAsync(1);

beforeEach(async () => {
  vi.useFakeTimers();
  room = new FakeRoom();
  room.state = 'connected';
  capture = new FakeCapture();
  await capture.start();
  publisher = new Publisher(room.real, capture, () => {});
});
afterEach(() => {
  publisher.dispose();
  vi.useRealTimers();
});

it('sends the picture and keeps the microphone published and silent without the right to speak', async () => {
  publisher.setRights(HALL);
  await settle();
  expect(sent(Camera)?.isMuted).toBe(false);
  expect(sent(Microphone)?.isMuted).toBe(true);
});

it('opens the microphone with the right and closes it with the right', async () => {
  publisher.setRights(HALL);
  publisher.setRights({ ...HALL, microphone: true });
  await settle();
  expect(sent(Microphone)?.isMuted).toBe(false);
  publisher.setRights(HALL);
  await settle();
  expect(sent(Microphone)?.isMuted).toBe(true);
});

it('keeps a hall silent that silenced itself, whatever its rights', async () => {
  publisher.setSwitches({ microphone: false });
  publisher.setRights({ ...HALL, microphone: true });
  await settle();
  expect(sent(Microphone)?.isMuted).toBe(true);
});

it('tries again when the permission comes a moment after the view', async () => {
  room.localParticipant.refusals = 3;
  publisher.setRights(HALL);
  await settle();
  expect(sent(Camera)).toBeUndefined();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(sent(Camera)?.isMuted).toBe(false);
});

it('sends nothing while the room is not connected', async () => {
  room.state = 'reconnecting';
  publisher.setRights(HALL);
  await settle();
  expect(sent(Camera)).toBeUndefined();
});

it('sends the new track after a device was opened anew', async () => {
  publisher.setRights(HALL);
  await settle();
  const fresh = new FakeTrack();
  Object.assign(capture, { camera: fresh });
  await capture.start();
  publisher.reconcile();
  await settle();
  expect(sent(Camera)?.track).toBe(fresh);
});

it('takes the switch back when the person closes the chooser of screens', async () => {
  room.localParticipant.screenAnswer = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
  publisher.setRights({ ...HALL, screen: true });
  publisher.setSwitches({ screen: true });
  await vi.advanceTimersByTimeAsync(5_000);
  expect(publisher.current.switches.screen).toBe(false);
  expect(room.localParticipant.screenAsked).toEqual([true]);
});

it('forgets the wish to share when the right is taken', () => {
  publisher.setRights({ ...HALL, screen: true });
  publisher.setSwitches({ screen: true });
  publisher.setRights(HALL);
  expect(publisher.current.switches.screen).toBe(false);
});
