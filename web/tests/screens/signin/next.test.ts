import { expect, it } from 'vitest';
import { doorFrom, safeNext } from '../../../src/screens/signin/next';

it('leads back to the place one came from, with what was chosen on it', () => {
  const place = { pathname: '/calendar/series', search: '?id=s1&edit=1', hash: '#days' };
  const door = new URL(doorFrom(place), 'https://giaoban.vn');
  expect(door.pathname).toBe('/sign-in');
  expect([...door.searchParams.keys()]).toEqual(['next']);
  expect(safeNext(door.searchParams.get('next'))).toBe('/calendar/series?id=s1&edit=1#days');
  expect(safeNext('/m/demo')).toBe('/m/demo');
});

it.each([
  null,
  '',
  'm/demo',
  'https://x.vn',
  'javascript:alert(1)',
  '//x.vn',
  '///x.vn',
  '/\\x.vn',
  '/\t/x.vn',
  '/\n/x.vn',
  '/.//x.vn',
  '/%2e//x.vn',
  '/a/..//x.vn',
  '//',
  '/sign-in?next=/',
  '/./sign-in',
])('never leads to another site, nor to the door again: %j', (bad) => {
  expect(safeNext(bad)).toBe('/');
});
