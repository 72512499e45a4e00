import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { View } from '../../src/api/view';
import type { OwnRemote } from '../../src/api/view/talkback';
import type { Capture } from '../../src/media/capture';
import type { MediaController } from '../../src/media/controller';
import { devicesSignal, reportDevices } from '../../src/stores/devicesReporter';
import type { MeetingStore } from '../../src/stores/meeting';
import { RemoteTasks } from '../../src/stores/remoteTasks';
import { parseDevices } from '../../src/stores/signals';
import { FakeMeeting } from './fakeMeeting';

let meeting: FakeMeeting;
let done: string[];
let problem: string | null;
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));
const ask = (part: Partial<OwnRemote>) =>
  ({
    me: {
      remote: {
        id: 'x1',
        seat: 'site-417',
        action: 'reload',
        device: null,
        state: 'asked',
        note: '',
        ...part,
      },
    },
  }) as unknown as View;
const open = () => {
  const media = {
    setSwitches: (part: object) => done.push(`switch ${JSON.stringify(part)}`),
    chooseSpeaker: async (id: string) => void done.push(`speaker ${id}`),
  } as unknown as MediaController;
  const capture = {
    choose: async (kind: string, id: string) => void done.push(`${kind} ${id}`),
    get: () => ({ camera: { problem }, microphone: { problem } }),
  } as unknown as Capture;
  const tasks = new RemoteTasks(meeting as unknown as MeetingStore, media, capture, () =>
    done.push('reload'),
  );
  return { tasks, stop: tasks.start() };
};

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  });
  meeting = new FakeMeeting();
  done = [];
  problem = null;
});
afterEach(() => vi.unstubAllGlobals());

it('does nothing before the hall has said yes', async () => {
  open();
  meeting.show(ask({ action: 'camera', device: 'c2' }));
  await settle();
  expect(done).toEqual([]);
});

it('changes the device once and tells that it is done', async () => {
  open();
  meeting.show(ask({ action: 'camera', device: 'c2', state: 'accepted' }));
  meeting.show(ask({ action: 'camera', device: 'c2', state: 'accepted' }));
  await settle();
  expect(done).toEqual(['camera c2']);
  expect(meeting.commands).toEqual([{ type: 'remote.report', data: { ask: 'x1', done: true, note: '' } }]);
});

it('tells what went wrong', async () => {
  problem = 'busy';
  open();
  meeting.show(ask({ action: 'microphone', device: 'm2', state: 'accepted' }));
  await settle();
  expect(meeting.commands[0]?.data).toEqual({ ask: 'x1', done: false, note: 'busy' });
});

it('switches the microphone back on, and changes the loudspeaker', async () => {
  open();
  meeting.show(ask({ action: 'mute_release', state: 'accepted' }));
  await settle();
  meeting.show(ask({ id: 'x2', action: 'speaker', device: 's1', state: 'accepted' }));
  await settle();
  expect(done).toEqual(['switch {"microphone":true}', 'speaker s1']);
});

it('loads the page again once, and the next page tells that it is done', async () => {
  const first = open();
  meeting.show(ask({ state: 'accepted' }));
  await settle();
  expect([done, meeting.commands]).toEqual([['reload'], []]);
  first.stop();
  open();
  await settle();
  expect(done).toEqual(['reload']);
  expect(meeting.commands).toEqual([{ type: 'remote.report', data: { ask: 'x1', done: true, note: '' } }]);
});

it('tells the devices when they change, within what the server takes', () => {
  const listeners: (() => void)[] = [];
  const source = { track: null, chosen: 'c1' };
  let cameras = Array.from({ length: 40 }, (_, n) => ({ id: `c${n}`, label: 'x'.repeat(200) }));
  const capture = {
    get: () => ({
      cameras,
      microphones: [],
      speakers: [],
      camera: source,
      microphone: source,
      speaker: null,
    }),
    subscribe: (listener: () => void) => {
      listeners.push(listener);
      return () => undefined;
    },
  } as unknown as Capture;
  const stop = reportDevices(meeting as unknown as MeetingStore, capture);
  for (const listener of listeners) listener();
  expect(meeting.signals).toHaveLength(1);
  const told = parseDevices(devicesSignal(capture.get()));
  expect([told.cameras.length, told.cameras[0]?.label.length, told.camera]).toEqual([32, 120, 'c1']);
  cameras = [];
  for (const listener of listeners) listener();
  expect(meeting.signals).toHaveLength(2);
  stop();
});
