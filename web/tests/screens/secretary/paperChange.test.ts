import { describe, expect, it } from 'vitest';
import { paperChange } from '../../../src/screens/secretary/paperChange';

const paper = { id: 'p1', title: 'Báo cáo', pages: 3, item: 'a1', size: 5, sha256: '' };

describe('an edited paper', () => {
  it('sends only what differs', () => {
    expect(paperChange(paper, ' Báo cáo quý ', 'a1')).toEqual({ paper: 'p1', title: 'Báo cáo quý' });
    expect(paperChange(paper, 'Báo cáo', 'a2')).toEqual({ paper: 'p1', item: 'a2' });
    expect(paperChange(paper, 'Báo cáo', null)).toEqual({ paper: 'p1', item: '' });
  });
  it('sends nothing when nothing changed or the title is empty', () => {
    expect(paperChange(paper, 'Báo cáo ', 'a1')).toBeNull();
    expect(paperChange(paper, '  ', 'a1')).toBeNull();
  });
});
