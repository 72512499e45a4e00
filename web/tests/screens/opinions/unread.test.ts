import { expect, it } from 'vitest';
import type { NoticeLine } from '../../../src/api/opinions';
import { unreadOf } from '../../../src/screens/opinions/unread';

/** As the server gives them: the newest first. */
const lines = (newest: number, readUntil = 0): NoticeLine[] =>
  Array.from({ length: newest }, (_, n) => {
    const id = newest - n;
    return { id, code: 'slip.recalled', about: 's', message: '', at: '', read: id <= readUntil };
  });

it('shows the oldest of many, and marks none as read that was not shown', () => {
  const first = unreadOf(lines(10));
  expect(first?.shown.map((one) => one.id)).toEqual([4, 3, 2, 1]);
  expect(first).toMatchObject({ until: 4, all: 10, later: 6 });
  const next = unreadOf(lines(10, 4));
  expect(next?.shown.map((one) => one.id)).toEqual([8, 7, 6, 5]);
  expect(next).toMatchObject({ until: 8, all: 6, later: 2 });
});

it('shows few whole, and nothing once all are read', () => {
  expect(unreadOf(lines(2))).toMatchObject({ until: 2, all: 2, later: 0 });
  expect(unreadOf(lines(3, 3))).toBeNull();
});
