import type { UseQueryResult } from '@tanstack/react-query';
import { expect, it, vi } from 'vitest';
import type { Submission, Submissions } from '../../../src/api/submissions';
import type { View } from '../../../src/api/view';
import { translate } from '../../../src/i18n';
import { HallsHeld } from '../../../src/screens/papers/HallsHeld';
import { ReviewList } from '../../../src/screens/papers/ReviewList';
import { SubmittedRow } from '../../../src/screens/papers/SubmittedRow';
import { Versions } from '../../../src/screens/papers/VersionsDialog';
import { drawn, MEETING } from '../drawn';

// Nothing here draws a page, and what draws one asks for a browser as it is loaded.
vi.mock('pdfjs-dist', () => ({ GlobalWorkerOptions: {} }));

const cut = new Error('cut');
const view = {
  agenda: { items: {} },
  papers: {
    order: ['a', 'b'],
    items: { a: { id: 'a', size: 55, version: 1 }, b: { id: 'b', size: 45, version: 1 } },
  },
  sites: { 'site-1': { seat: 'site-1', name: 'Anh Sơn' }, 'site-2': { seat: 'site-2', name: 'Con Cuông' } },
  secrecy: { rules: { normal: { kept: true, download: true } } },
} as unknown as View;
const waiting = {
  paper: 'p1',
  version: 1,
  title: 'Báo cáo quý III',
  state: 'submitted',
  submitted_at: '2026-11-28T01:00:00Z',
  marking: 'normal',
  kind: 'report',
  file: { state: 'ready', pages: 3 },
};
const LOADING = `aria-label="${translate('vi', 'common.loading')}"`;
const FAILED = translate('vi', 'papers.listFailed');
const HELD = ['paper-receipts', MEETING];

it('what waits for approval stays on the screen when a look at it fails, with what is being typed there', () => {
  const found = {
    isPending: false,
    isError: true,
    error: cut,
    data: { submissions: [waiting] },
  } as unknown as UseQueryResult<Submissions>;
  const html = drawn(<ReviewList found={found} />, view);
  expect(html).toContain('Báo cáo quý III');
  expect(html).not.toContain(FAILED);
});

it('what waits for approval is said to be unknown when it never came', () => {
  const found = { isPending: false, isError: true, error: cut } as unknown as UseQueryResult<Submissions>;
  expect(drawn(<ReviewList found={found} />, view)).toContain(FAILED);
});

it('the versions of a paper stay on the screen when a look at them fails', () => {
  const key = ['paper-versions', MEETING, 'p1', 2];
  const one = {
    version: 1,
    state: 'approved',
    file_state: 'ready',
    at: '2026-11-28T01:00:00Z',
    size: 5,
    pages: 1,
  };
  const paper = { id: 'p1', title: 'Báo cáo', version: 2 };
  const part = <Versions meeting={MEETING} paper={paper} />;
  const html = drawn(part, view, [{ key, data: [one], failed: cut }]);
  expect(html).toContain(translate('vi', 'papers.version', { n: 1 }));
  expect(html).not.toContain(FAILED);
  expect(drawn(part, view, [{ key, failed: cut }])).toContain(FAILED);
});

it('says nothing of the halls while it is not known what they hold', () => {
  const waits = drawn(<HallsHeld />, view);
  expect(waits).toContain(LOADING);
  const failed = drawn(<HallsHeld />, view, [{ key: HELD, failed: cut }]);
  expect(failed).toContain(translate('vi', 'page.held.failed'));
  for (const html of [waits, failed]) expect(html).not.toContain('Anh Sơn');
});

it('shows what the halls hold once it is known, also when the next look fails', () => {
  const receipt = { seat: 'site-1', device: 'm', paper: 'b', version: 1, held_at: '', purged_at: null };
  const html = drawn(<HallsHeld />, view, [{ key: HELD, data: [receipt], failed: cut }]);
  expect(html).toContain(translate('vi', 'page.held.some', { held: 1, of: 2, share: '45%' }));
  expect(html).toContain(translate('vi', 'page.held.sum', { n: 0, of: 2 }));
});

it.each([
  ['normal', false, true],
  ['normal', true, false],
  ['confidential', false, false],
])('a unit is offered the file of what is %s (asked: %s): %s', (marking, asks, offered) => {
  const one = { ...waiting, state: 'draft', marking, asks } as unknown as Submission;
  const nothing = () => undefined;
  const row = <SubmittedRow meeting={MEETING} one={one} newest onDone={nothing} onNewer={nothing} />;
  const shown = drawn(row, view);
  expect(shown.includes(translate('vi', 'papers.lookAt'))).toBe(offered);
  expect(shown.includes(translate('vi', 'papers.pagesOnly'))).toBe(!offered);
});
