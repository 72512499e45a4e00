import { describe, expect, it } from 'vitest';
import type { PageChange } from '../../src/api/submissions';
import type { View } from '../../src/api/view';
import { changedPages, minutesTo, newlyWithdrawn, paperTree, readBefore } from '../../src/papers/tree';
import { paper } from '../screens/papers/paper';

const view = {
  agenda: {
    order: ['a2', 'a1'],
    current: null,
    postponed: ['a3'],
    items: { a1: { id: 'a1' }, a2: { id: 'a2' }, a3: { id: 'a3' } },
  },
  papers: {
    order: ['p1', 'p2', 'p3', 'p4'],
    items: {
      p1: { id: 'p1', item: 'a1' },
      p2: { id: 'p2', item: null },
      p3: { id: 'p3', item: 'a1' },
      p4: { id: 'p4', item: 'a3' },
    },
  },
} as unknown as View;

describe('the tree of papers', () => {
  it('follows the agenda, the whole meeting first and postponed items last', () => {
    const tree = paperTree(view).map(({ item, place, papers }) => [
      item?.id ?? null,
      place,
      papers.map(({ id }) => id),
    ]);
    expect(tree).toEqual([
      [null, null, ['p2']],
      ['a1', 2, ['p1', 'p3']],
      ['a3', null, ['p4']],
    ]);
  });
  it('shows items without papers to who prepares', () => {
    expect(paperTree(view, true).map(({ item }) => item?.id ?? null)).toEqual([null, 'a2', 'a1', 'a3']);
  });
});

describe('changes in words', () => {
  const change = (after: number | null): PageChange => ({ change: 'changed', before: 1, after, pieces: [] });
  it('names the pages of the new version, neighbours as one stretch', () => {
    expect(changedPages([7, 3, 8, null, 9, 3].map(change))).toEqual(['3', '7–9']);
    expect(changedPages([])).toEqual([]);
  });
  it('compares with the newest version somebody has read', () => {
    expect(readBefore([1, 2, 4], 4)).toBe(2);
    expect(readBefore([4], 4)).toBeNull();
    expect(readBefore(undefined, 4)).toBeNull();
  });
  it('counts to a deadline and past it', () => {
    expect(minutesTo('2026-11-27T10:00:00Z', '2026-11-27T09:30:00Z')).toBe(30);
    expect(minutesTo('2026-11-27T10:00:00Z', '2026-11-27T11:00:00Z')).toBe(-60);
    expect(minutesTo(null, '2026-11-27T11:00:00Z')).toBeNull();
  });
});

describe('withdrawn papers', () => {
  const of = (...some: ReturnType<typeof paper>[]): View['papers'] => ({
    order: some.map(({ id }) => id),
    items: Object.fromEntries(some.map((one) => [one.id, one])),
    due_at: null,
    dues: {},
  });
  const gone = paper({ withdrawn: { at: '2026-11-27T01:00:00Z', by: 'officer-1', reason: 'Nhầm bản' } });
  it('are news once, and not to who comes later', () => {
    expect(newlyWithdrawn(of(paper()), of(gone)).map(({ id }) => id)).toEqual(['p1']);
    expect(newlyWithdrawn(of(gone), of(gone))).toEqual([]);
    expect(newlyWithdrawn(null, of(gone))).toEqual([]);
    expect(newlyWithdrawn(of(), of(gone))).toEqual([]);
  });
});
