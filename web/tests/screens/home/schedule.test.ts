import { describe, expect, it } from 'vitest';
import type { MeetingState, MeetingSummary } from '../../../src/api/meetings';
import { translate } from '../../../src/i18n';
import { forHall, scheduleOf } from '../../../src/screens/home/schedule';
import { sizeText, spanText, untilText } from '../../../src/screens/home/times';

function meeting(id: string, state: MeetingState, scheduled_at: string | null): MeetingSummary {
  return { id, title: id, state, scheduled_at, planned_s: 3600, my_seat: null, my_role: null };
}

const now = new Date('2018-11-05T01:00:00Z');
const all = [
  meeting('next week', 'scheduled', '2018-11-12T01:00:00Z'),
  meeting('later today', 'scheduled', '2018-11-05T07:00:00Z'),
  meeting('on', 'in_session', '2018-11-05T00:30:00Z'),
  meeting('this morning, local', 'scheduled', '2018-11-04T17:30:00Z'),
  meeting('yesterday', 'archived', '2018-11-04T01:00:00Z'),
  meeting('last week', 'closed', '2018-10-29T01:00:00Z'),
  meeting('undated', 'draft', null),
];

describe('my meetings', () => {
  it('are sorted into what is on, today, coming and past, by the day in the province', () => {
    const found = scheduleOf(all, now);
    expect(found.live.map((one) => one.id)).toEqual(['on']);
    expect(found.today.map((one) => one.id)).toEqual(['this morning, local', 'later today']);
    expect(found.coming.map((one) => one.id)).toEqual(['next week', 'undated']);
    expect(found.past.map((one) => one.id)).toEqual(['yesterday', 'last week']);
  });

  it('send a hall into the one that is open, and announce the next otherwise', () => {
    expect(forHall(all, now).enter?.id).toBe('on');
    const waiting = forHall(
      all.filter((one) => one.state === 'scheduled'),
      now,
    );
    expect(waiting.enter).toBeNull();
    expect(waiting.next?.id).toBe('this morning, local');
    expect(forHall([], now)).toEqual({ enter: null, next: null });
  });
});

describe('times in words', () => {
  const t = (key: Parameters<typeof translate>[1], params?: Parameters<typeof translate>[2]) =>
    translate('en', key, params);
  it('say how long and how far', () => {
    expect(spanText(8100, t)).toBe('2 h 15 min');
    expect(spanText(20, t)).toBe('20 s');
    expect(untilText('2018-11-05T01:20:00Z', now, t)).toBe('in 20 min');
    expect(untilText('2018-11-05T03:20:00Z', now, t)).toBe('in 2 h 20 min');
    expect(untilText('2018-11-09T03:20:00Z', now, t)).toBe('');
    expect(untilText('2018-11-05T00:50:00Z', now, t)).toBe('10 min late');
  });
  it('say how much', () => {
    expect(sizeText(4_200_000, 'vi')).toBe('4,2 MB');
    expect(sizeText(512, 'en')).toBe('512 B');
  });
});
