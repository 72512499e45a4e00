import { describe, expect, it } from 'vitest';
import type { AgendaItem, View } from '../../src/api/view';
import { stageOf } from '../../src/screens/parts/TurnClock';
import { cameraOf, secondsLeft, secondsSpent, speakerOf } from '../../src/stores/facts';
import { aRequest } from './fakeFloor';

const at = Date.parse('2026-11-23T07:00:00Z');
const request = aRequest({
  seat: 'delegate-d1',
  site: 'site-417',
  delegate: 'd1',
  name: 'Vừ Bá Xồng',
  office: 'Trưởng phòng',
  state: 'granted',
  granted_at: '2026-11-23T06:57:00Z',
  limit_s: 300,
});
const view = {
  meeting: { recess_since: null },
  presiding: 'officer-1',
  sites: { 'site-417': { seat: 'site-417', name: 'Huyện Kỳ Sơn', short_name: 'Kỳ Sơn' } },
  officers: { 'officer-1': { seat: 'officer-1', role: 'chair', name: 'Chủ trì' } },
  delegates: {},
  me: { seat: 'site-413' },
  floor: { holders: ['r1'], queue: [], requests: { r1: request } },
} as unknown as View;

describe('a turn', () => {
  it('counts down from the grant and goes below nothing', () => {
    expect(secondsLeft(request, at)).toBe(120);
    expect(secondsLeft(request, at + 150_000)).toBe(-30);
    expect(secondsLeft({ ...request, limit_s: null }, at)).toBeNull();
  });

  it('warns in the last minute, or the last fifth of a short one', () => {
    expect(stageOf(120, 300)).toBe('calm');
    expect(stageOf(60, 300)).toBe('soon');
    expect(stageOf(30, 120)).toBe('calm');
    expect(stageOf(24, 120)).toBe('soon');
    expect(stageOf(0, 300)).toBe('over');
    expect(stageOf(null, null)).toBe('open');
  });

  it('of a delegate shows the hall’s camera and names both', () => {
    expect(cameraOf(request)).toBe('site-417');
    expect(speakerOf(view, request)).toEqual({ name: 'Vừ Bá Xồng', detail: 'Trưởng phòng · Huyện Kỳ Sơn' });
  });
});

it('an item’s time stands still during a recess', () => {
  const item = { planned_s: 600, spent_s: 60, started_at: '2026-11-23T06:50:00Z' } as AgendaItem;
  expect(secondsSpent(view, item, at)).toBe(660);
  const resting = { ...view, meeting: { ...view.meeting, recess_since: '2026-11-23T06:55:00Z' } };
  expect(secondsSpent(resting, item, at)).toBe(360);
});
