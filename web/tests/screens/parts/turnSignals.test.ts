import { describe, expect, it } from 'vitest';
import type { FloorRequest, View } from '../../../src/api/view';
import { markBetween, soundsBetween } from '../../../src/screens/parts/turnSignals';
import { aRequest } from '../../stores/fakeFloor';

const at = Date.parse('2026-11-23T07:00:00Z');
const turn = aRequest({
  state: 'granted',
  granted_at: '2026-11-23T07:00:00Z',
  running_since: '2026-11-23T07:00:00Z',
  limit_s: 300,
  warn_s: 60,
  ends_at: '2026-11-23T07:05:00Z',
});
const view = (role: string, one: FloorRequest | null = turn, me: object = {}) =>
  ({
    floor: { holders: one ? [one.id] : [], requests: one ? { [one.id]: one } : {} },
    polls: { order: [], items: {}, open: null, proxies: [] },
    me: { seat: 'me', site: null, role, holds_floor: false, ballots: [], ready: null, ...me },
  }) as unknown as View;
const between = (role: string, from: number, to: number, me: object = {}) =>
  soundsBetween(
    { view: view(role, turn, me), now: at + from * 1000 },
    { view: view(role, turn, me), now: at + to * 1000 },
  );

describe('a turn', () => {
  it('warns once and ends once', () => {
    expect(markBetween(turn, at + 239_000, at + 240_000)).toBe('warn');
    expect(markBetween(turn, at + 240_000, at + 241_000)).toBeNull();
    expect(markBetween(turn, at + 299_000, at + 300_000)).toBe('end');
    expect(markBetween(turn, at + 300_000, at + 301_000)).toBeNull();
  });

  it('that was extended past its end warns again, and a standing clock says nothing', () => {
    const standing = { ...turn, ends_at: null, running_since: null };
    expect(markBetween(standing, at + 239_000, at + 240_000)).toBeNull();
    expect(markBetween({ ...turn, ends_at: '2026-11-23T07:07:00Z' }, at + 359_000, at + 361_000)).toBe(
      'warn',
    );
  });
});

it('is heard by who speaks and by the officers, not by the other halls', () => {
  expect(between('chair', 239, 240)).toEqual(['warn']);
  expect(between('site', 299, 300, { seat: 'site-413', site: 'site-413' })).toEqual(['bell']);
  expect(between('delegate', 299, 300, { seat: 'delegate-x', site: 'site-413' })).toEqual(['bell']);
  expect(between('site', 299, 300, { seat: 'site-414', site: 'site-414' })).toEqual([]);
});

it('rings the chair’s bell everywhere, once', () => {
  const rung = { ...turn, rang_at: '2026-11-23T07:00:09Z' };
  const [before, after] = [
    { view: view('observer'), now: at + 9_000 },
    { view: view('observer', rung), now: at + 9_200 },
  ];
  expect(soundsBetween(before, after)).toEqual(['bell']);
  expect(soundsBetween(after, { ...after, now: at + 9_400 })).toEqual([]);
});

it('calls the seat that gets the floor', () => {
  const [before, after] = [view('site', null), view('site', turn, { holds_floor: true })];
  expect(soundsBetween({ view: before, now: at }, { view: after, now: at })).toEqual(['call']);
});
