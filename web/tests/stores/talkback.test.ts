import { beforeEach, expect, it } from 'vitest';
import type { View } from '../../src/api/view';
import type { Grant } from '../../src/media/controller';
import type { TalkbackLine } from '../../src/media/talkback';
import type { MeetingStore } from '../../src/stores/meeting';
import { followTalkback, ownLine } from '../../src/stores/talkback';
import { FakeMeeting } from './fakeMeeting';

const since = '2026-11-23T07:00:00.000Z';
const officer = (talkbacks: object) =>
  ({ me: { seat: 'officer-4', talkback: null }, talkbacks }) as unknown as View;
const hall = (by: string | null) =>
  ({
    me: { seat: 'site-417', talkback: by && { by, by_name: 'Kỹ thuật', since } },
    talkbacks: {},
  }) as unknown as View;
const settle = () => new Promise((done) => setTimeout(done, 0));

let meeting: FakeMeeting;
let told: string[];
let line: TalkbackLine;
const grant = (_: string, seat: string) => Promise.resolve({ url: seat } as Grant);

beforeEach(() => {
  meeting = new FakeMeeting();
  told = [];
  line = {
    enter: (fetch: () => Promise<Grant>) => void fetch().then(({ url }) => told.push(`enter ${url}`)),
    leave: () => {
      told.push('leave');
      return Promise.resolve();
    },
  } as unknown as TalkbackLine;
});

it('is the line of the hall that is called, or the one the officer opened', () => {
  expect(ownLine(hall('officer-4'))).toBe('site-417');
  expect(ownLine(hall(null))).toBeNull();
  const lines = { 'site-413': { by: 'officer-3', since }, 'site-417': { by: 'officer-4', since } };
  expect(ownLine(officer(lines))).toBe('site-417');
  expect(ownLine(officer({}))).toBeNull();
});

it('enters with the line, stays through other changes, and leaves with it', async () => {
  const stop = followTalkback(meeting as unknown as MeetingStore, line, grant);
  meeting.show(hall('officer-4'));
  await settle();
  meeting.show(hall('officer-4'));
  await settle();
  expect(told).toEqual(['leave', 'enter site-417']);
  meeting.show(hall(null));
  expect(told.at(-1)).toBe('leave');
  stop();
});

it('moves from one hall to the other with the line, and enters none that has gone meanwhile', async () => {
  followTalkback(meeting as unknown as MeetingStore, line, grant);
  meeting.show(officer({ 'site-417': { by: 'officer-4', since } }));
  await settle();
  meeting.show(officer({ 'site-413': { by: 'officer-4', since } }));
  meeting.show(officer({}));
  await settle();
  expect(told).toEqual(['leave', 'enter site-417', 'leave', 'leave']);
});

it('leaves when the meeting ends for this screen', async () => {
  followTalkback(meeting as unknown as MeetingStore, line, grant);
  meeting.show(hall('officer-4'));
  await settle();
  meeting.end();
  expect(told.at(-1)).toBe('leave');
});
