// A paper of a meeting's view for tests.
import type { Paper } from '../../../src/api/view';

export function paper(some: Partial<Paper> = {}): Paper {
  return {
    id: 'p1',
    title: 'Báo cáo',
    pages: 3,
    item: null,
    size: 5,
    sha256: '0'.repeat(64),
    number: '',
    issuer: '',
    dated: '',
    kind: 'other',
    marking: 'normal',
    unit: null,
    version: 1,
    replaced_at: null,
    note: '',
    withdrawn: null,
    ...some,
  };
}
