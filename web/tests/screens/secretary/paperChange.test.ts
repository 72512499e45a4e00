import { describe, expect, it } from 'vitest';
import { paperChange } from '../../../src/screens/secretary/paperChange';
import { paper } from '../papers/paper';

const there = paper({ title: 'Báo cáo', item: 'a1', unit: 'site-417', number: '1/BC' });

describe('an edited paper', () => {
  it('sends only what differs', () => {
    expect(paperChange(there, { ...there, title: ' Báo cáo quý ' })).toEqual({
      paper: 'p1',
      title: 'Báo cáo quý',
    });
    expect(paperChange(there, { ...there, item: 'a2', kind: 'plan' })).toEqual({
      paper: 'p1',
      item: 'a2',
      kind: 'plan',
    });
    expect(paperChange(there, { ...there, item: null, unit: null, number: '' })).toEqual({
      paper: 'p1',
      item: '',
      unit: '',
      number: '',
    });
  });
  it('sends nothing when nothing changed or the title is empty', () => {
    expect(paperChange(there, { ...there, title: 'Báo cáo ' })).toBeNull();
    expect(paperChange(there, { ...there, title: '  ' })).toBeNull();
  });
});
