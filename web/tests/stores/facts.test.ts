import { describe, expect, it } from 'vitest';
import type { AgendaItem, View } from '../../src/api/view';
import { stageOf, standingOf } from '../../src/screens/parts/TurnClock';
import {
  cameraOf,
  currentTurn,
  reachable,
  secondsLeft,
  secondsSpent,
  secondsSpoken,
  speakerOf,
} from '../../src/stores/facts';
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
  running_since: '2026-11-23T06:57:00Z',
  ends_at: '2026-11-23T07:02:00Z',
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
  it('counts down to its end and goes below nothing', () => {
    expect(secondsLeft(request, at)).toBe(120);
    expect(secondsLeft(request, at + 150_000)).toBe(-30);
    expect(secondsLeft({ ...request, limit_s: null, ends_at: null }, at)).toBeNull();
  });

  it('stands still while it is paused or interrupted', () => {
    const standing = { ...request, running_since: null, ends_at: null, spent_s: 70, paused: true };
    expect([secondsLeft(standing, at), secondsLeft(standing, at + 60_000)]).toEqual([230, 230]);
    expect(secondsSpoken(standing, at + 60_000)).toBe(70);
    expect(secondsSpoken({ ...standing, running_since: '2026-11-23T06:59:30Z' }, at)).toBe(100);
  });

  it('warns by its own measure, and says why its clock stands', () => {
    expect(stageOf({ ...request, warn_s: 60 }, 61)).toBe('calm');
    expect(stageOf({ ...request, warn_s: 60 }, 60)).toBe('soon');
    expect(stageOf(request, 0)).toBe('over');
    expect(stageOf({ ...request, limit_s: null }, null)).toBe('open');
    expect(standingOf({ ...request, paused: true })).toBe('paused');
    expect(standingOf({ ...request, held_by: 'r9', paused: true })).toBe('held');
    expect(standingOf(request)).toBeNull();
  });

  it('that interrupts another is the one heard now', () => {
    const held = { ...request, held_by: 'r9' };
    const floor = { ...view.floor, holders: ['r1', 'r9'] };
    const point = aRequest({ id: 'r9', state: 'granted', kind: 'point_of_order' });
    const both = { ...view, floor: { ...floor, requests: { r1: held, r9: point } } };
    expect(currentTurn(both)?.id).toBe('r9');
    expect(currentTurn({ ...both, floor: { ...both.floor, holders: ['r1'] } })?.id).toBe('r1');
  });

  it('cannot begin while the hall’s line is away', () => {
    expect(reachable(view, request)).toBe(false);
    const site = { ...view.sites['site-417'], present: true };
    expect(reachable({ ...view, sites: { 'site-417': site } } as unknown as View, request)).toBe(true);
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
