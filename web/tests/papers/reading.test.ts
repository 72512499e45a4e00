import { expect, it } from 'vitest';
import type { View } from '../../src/api/view';
import { Reading, shownPlace } from '../../src/papers/reading';

const view = {
  papers: { order: ['p1'], items: { p1: { id: 'p1', pages: 3 } } },
  front: { paper: 'p1', page: 2 },
} as unknown as View;

it('a reader follows, browses within the paper, and returns with one press', () => {
  const reading = new Reading();
  expect(shownPlace(reading.get(), view.front)).toEqual({ paper: 'p1', page: 2 });
  reading.step(view, 1);
  reading.step(view, 1);
  expect(shownPlace(reading.get(), view.front)).toEqual({ paper: 'p1', page: 3 });
  const moved = { ...view.front, page: 1 };
  expect(shownPlace(reading.get(), moved)).toEqual({ paper: 'p1', page: 3 });
  reading.follow();
  expect(shownPlace(reading.get(), moved)).toEqual({ paper: 'p1', page: 1 });
});

it('a reader may open the first paper when nothing is in front', () => {
  const reading = new Reading();
  const empty = { ...view, front: { ...view.front, paper: null } } as View;
  reading.step(empty, 1);
  expect(shownPlace(reading.get(), empty.front)).toEqual({ paper: 'p1', page: 1 });
});
