import { expect, it } from 'vitest';
import type { View } from '../../../src/api/view';
import { NEWS_MS, ownNews } from '../../../src/screens/parts/ownNews';
import { pageWithin } from '../../../src/screens/parts/usePageTurn';
import { doorOf } from '../../../src/stores/session';

const AT = Date.parse('2026-11-23T07:00:00Z');
const iso = (ms: number) => new Date(ms).toISOString();
const view = (me: object) =>
  ({ me: { holds_floor: false, request: null, denied: null, ended: null, ...me } }) as unknown as View;
const ended = (cause: string, at = AT, reason = '') => ({ request: 'r1', cause, reason, at: iso(at) });
const denied = (reason: string, at = AT) => ({ request: 'r2', topic: 'Đê', reason, at: iso(at) });

it('says by which rule a turn ended, in the words of who ended it', () => {
  expect(ownNews(view({ ended: ended('officer', AT, 'Hết giờ') }), AT)).toMatchObject({
    kind: 'ended',
    why: 'meeting.news.officer',
    reason: 'Hết giờ',
  });
  expect(ownNews(view({ ended: ended('recess') }), AT)?.why).toBe('meeting.news.recess');
});

it('gives the reason of a denial, or says that there was none', () => {
  expect(ownNews(view({ denied: denied('Để sau') }), AT)).toMatchObject({ why: null, reason: 'Để sau' });
  expect(ownNews(view({ denied: denied('') }), AT)?.why).toBe('meeting.own.deniedNoReason');
});

it('tells the newest', () => {
  const me = { ended: ended('replaced', AT + 5), denied: denied('Để sau') };
  expect(ownNews(view(me), AT + 9)?.kind).toBe('ended');
  expect(ownNews(view({ ...me, denied: denied('Để sau', AT + 8) }), AT + 9)?.kind).toBe('denied');
});

it('is over after a while, and as soon as the seat asks or speaks again', () => {
  expect(ownNews(view({ ended: ended('officer') }), AT + NEWS_MS)).toBeNull();
  expect(ownNews(view({ ended: ended('officer'), request: 'r3' }), AT)).toBeNull();
  expect(ownNews(view({ denied: denied('x'), holds_floor: true }), AT)).toBeNull();
});

it('keeps turned pages inside the paper', () => {
  expect(pageWithin(13, 12, 11)).toBe(12);
  expect(pageWithin(13, 12, 12)).toBeNull();
  expect(pageWithin(0, 12, 1)).toBeNull();
  expect(pageWithin(1, 0, 1)).toBeNull();
});

it('leads everyone to their own door', () => {
  expect([doorOf('account'), doorOf('device'), doorOf('delegate'), doorOf(undefined)]).toEqual([
    '/sign-in',
    '/pair',
    '/',
    '/sign-in',
  ]);
});

it('names the delegate whose turn the hall is told about', () => {
  const told = { ...denied('Để sau'), delegate: 'Lô Văn Thắng' };
  expect(ownNews(view({ denied: told }), AT)?.delegate).toBe('Lô Văn Thắng');
  expect(ownNews(view({ denied: denied('Để sau') }), AT)?.delegate).toBeNull();
});
