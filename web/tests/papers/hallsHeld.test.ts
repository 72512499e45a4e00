import { expect, it } from 'vitest';
import type { Receipt } from '../../src/api/papers';
import type { View } from '../../src/api/view';
import { hallsHeld } from '../../src/screens/papers/hallsHeld';

const view = {
  sites: {
    'site-1': { seat: 'site-1', name: 'Anh Sơn' },
    'site-2': { seat: 'site-2', name: 'Con Cuông' },
  },
  papers: {
    order: ['a', 'b', 'c', 'd'],
    items: {
      a: { id: 'a', size: 300, version: 2 },
      b: { id: 'b', size: 100, version: 1 },
      c: { id: 'c', size: 999, version: 1, withdrawn: { at: '', by: '', reason: '' } },
      d: { id: 'd', size: 500, version: 1, marking: 'confidential' },
    },
  },
  secrecy: {
    rules: { normal: { kept: true, download: true }, confidential: { kept: false, download: false } },
  },
} as unknown as View;

const receipt = (seat: string, paper: string, version: number, more: Partial<Receipt> = {}): Receipt => ({
  seat,
  paper,
  version,
  device: 'm1',
  held_at: '',
  purged_at: null,
  ...more,
});

it('a hall holds a paper when one of its machines has the standing version', () => {
  const found = hallsHeld(view, [
    receipt('site-2', 'a', 2),
    receipt('site-2', 'b', 1, { device: 'm2' }),
    receipt('site-1', 'a', 1),
    receipt('site-1', 'b', 1, { purged_at: 'x' }),
    receipt('delegate-d1', 'a', 2),
  ]);
  expect(found).toEqual([
    { seat: 'site-1', name: 'Anh Sơn', held: 0, of: 2, share: 0, machines: 1 },
    { seat: 'site-2', name: 'Con Cuông', held: 2, of: 2, share: 1, machines: 2 },
  ]);
  expect(hallsHeld(view, [receipt('site-1', 'a', 2)]).find(({ seat }) => seat === 'site-1')?.share).toBe(
    0.75,
  );
});
