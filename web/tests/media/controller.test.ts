import { DisconnectReason, RoomEvent, Track } from 'livekit-client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Grant, MediaController } from '../../src/media/controller';
import { FakeCapture, FakePublication, FakeRoom, FakeTrack } from './fakeRoom';

const { Camera, Microphone } = Track.Source;
const LONG_MS = 20_000;
let room: FakeRoom;
let media: MediaController;
let grants: number;
let answer: () => Promise<Grant | null>;
const grant = (): Promise<Grant> =>
  Promise.resolve({ url: 'ws://media', token: `token ${grants}`, iceServers: [] });
const settle = () => vi.advanceTimersByTimeAsync(1);

beforeEach(async () => {
  vi.useFakeTimers();
  room = new FakeRoom();
  grants = 0;
  answer = grant;
  media = new MediaController(
    () => {
      grants += 1;
      return answer();
    },
    new FakeCapture(),
    room.real,
  );
  media.start();
  await settle();
});
afterEach(async () => {
  await media.stop();
  vi.useRealTimers();
});

describe('coming back', () => {
  it('asks for a new grant each time the SDK gives up', async () => {
    expect(media.get().phase).toBe('connected');
    room.lose();
    expect(media.get().phase).toBe('reconnecting');
    expect(media.get().lostAt).not.toBeNull();
    await vi.advanceTimersByTimeAsync(LONG_MS);
    expect(media.get().phase).toBe('connected');
    expect(media.get().lostAt).toBeNull();
    expect(room.entered.map((one) => one.token)).toEqual(['token 1', 'token 2']);
  });

  it('goes on trying while the server is away, and is back when it is', async () => {
    answer = () => Promise.reject(new TypeError('no server'));
    room.lose();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(media.get().phase).toBe('reconnecting');
    expect(grants).toBeGreaterThan(5);
    answer = grant;
    await vi.advanceTimersByTimeAsync(LONG_MS);
    expect(media.get().phase).toBe('connected');
  });

  it('stays away when the seat was opened elsewhere, until it is taken back', async () => {
    room.lose(DisconnectReason.DUPLICATE_IDENTITY);
    expect(media.get().phase).toBe('replaced');
    await vi.advanceTimersByTimeAsync(LONG_MS);
    expect(grants).toBe(1);
    media.start();
    await settle();
    expect(media.get().phase).toBe('connected');
  });

  it('still tries again after it was stopped between two tries and started anew', async () => {
    room.refuse = new Error('refused');
    room.lose();
    await media.stop();
    media.start();
    await settle();
    room.refuse = null;
    await vi.advanceTimersByTimeAsync(LONG_MS);
    expect(media.get().phase).toBe('connected');
  });

  it('drops a grant that comes after the end', async () => {
    let give: (late: Grant) => void = () => {};
    answer = () =>
      new Promise<Grant>((resolve) => {
        give = resolve;
      });
    room.lose();
    await vi.advanceTimersByTimeAsync(LONG_MS);
    await media.stop();
    give(await grant());
    await settle();
    expect(room.entered).toHaveLength(1);
    expect(media.get().phase).toBe('off');
  });
});

describe('what is fetched', () => {
  it('is every voice, and a picture only while somebody looks at it', async () => {
    const hall = room.joins('site-417', Camera, Microphone);
    const [picture, voice] = [hall.getTrackPublication(Camera), hall.getTrackPublication(Microphone)];
    expect([picture?.isDesired, voice?.isDesired]).toEqual([false, true]);
    const letGo = media.wantPicture({ seat: 'site-417', source: Camera });
    expect(picture?.isDesired).toBe(true);
    letGo();
    await vi.advanceTimersByTimeAsync(LONG_MS);
    expect([picture?.isDesired, voice?.isDesired]).toEqual([false, true]);
  });

  it('is no voice where nobody listens, until somebody does', () => {
    media.setListening(false);
    const hall = room.joins('site-417', Camera, Microphone);
    expect(hall.getTrackPublication(Microphone)?.isDesired).toBe(false);
    media.setListening(true);
    expect(hall.getTrackPublication(Microphone)?.isDesired).toBe(true);
  });

  it('is fetched again after coming back', async () => {
    media.wantPicture({ seat: 'site-417', source: Camera });
    room.lose();
    room.remoteParticipants.clear();
    await vi.advanceTimersByTimeAsync(LONG_MS);
    const hall = room.joins('site-417', Camera);
    expect(hall.getTrackPublication(Camera)?.isDesired).toBe(true);
  });
});

describe('what is shown of a seat', () => {
  it('says that the picture is paused, and no longer when it goes on', () => {
    const hall = room.joins('site-417');
    const track = new FakeTrack();
    hall.trackPublications.set(Camera, new FakePublication(Camera, track));
    track.streamState = Track.StreamState.Paused;
    room.emit(RoomEvent.TrackStreamStateChanged);
    expect(media.get().seats.get('site-417')?.paused).toBe(true);
    track.streamState = Track.StreamState.Active;
    room.emit(RoomEvent.TrackStreamStateChanged);
    expect(media.get().seats.get('site-417')?.paused).toBe(false);
  });

  it('keeps the same object for a seat that did not change', () => {
    room.joins('site-417');
    const before = media.get().seats.get('site-417');
    room.joins('site-418');
    expect(media.get().seats.get('site-417')).toBe(before);
  });
});
