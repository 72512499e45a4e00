import { describe, expect, it } from 'vitest';
import { heldBy } from '../../../src/screens/papers/receipts';
import { paper } from './paper';

const receipt = (device: string, version: number, purged_at: string | null = null, name = 'p1') => ({
  seat: 'site-1',
  device,
  paper: name,
  version,
  held_at: '2026-11-27T01:00:00Z',
  purged_at,
});

describe('machines that hold a paper', () => {
  it('count once each, by the version they hold', () => {
    const receipts = [
      receipt('a', 1),
      receipt('a', 2),
      receipt('b', 2),
      receipt('b', 2),
      receipt('c', 1),
      receipt('d', 2, null, 'p2'),
    ];
    expect(heldBy(paper({ version: 2 }), receipts)).toEqual({ now: 2, old: 2, gone: 0 });
  });
  it('have given it back when no version is left', () => {
    const then = '2026-11-27T02:00:00Z';
    const receipts = [receipt('a', 1, then), receipt('a', 2, then), receipt('b', 1, then), receipt('b', 2)];
    expect(heldBy(paper({ version: 2 }), receipts)).toEqual({ now: 1, old: 0, gone: 1 });
  });
});
