import { expect, it } from 'vitest';
import type { View } from '../../../src/api/view';
import { translate } from '../../../src/i18n';
import { GoneMarked } from '../../../src/screens/markings/GoneMarked';
import { Watch } from '../../../src/screens/markings/MarkedDesk';
import { type Answered, drawn, MEETING } from '../drawn';

const view = {
  me: { can: [] },
  papers: { order: ['p1'], items: { p1: { id: 'p1' } } },
  secrecy: { recalled: {} },
} as unknown as View;
const paper = { id: 'p1', title: 'Phương án' };
const RECALL = ['marked-recall', MEETING];
const ACCESS = ['marked-access', MEETING];
const log = { lines: [], head: null, broken_at: null };
const line = {
  number: 1,
  at: '2026-11-28T01:00:00Z',
  who: 'Lê Văn An',
  device: '',
  paper: 'p1',
  outcome: 'given',
};
const recall = { papers: [], destroyed: [] };
const cut = new Error('cut');

const watched = (...answers: readonly Answered[]) => drawn(<Watch paper={paper} />, view, answers);
const WELL = (['secrecy.logSound', 'secrecy.logEmpty', 'secrecy.recallAtEnd'] as const).map((key) =>
  translate('vi', key),
);
const saidIn = (html: string) => WELL.filter((sentence) => html.includes(sentence));

it('says that all is well once the log and the recall have been read', () => {
  expect(saidIn(watched({ key: RECALL, data: recall }, { key: ACCESS, data: log }))).toEqual(WELL);
});

it('says that it is reading while it does not know', () => {
  const html = watched();
  expect(saidIn(html)).toEqual([]);
  expect(html.split(`aria-label="${translate('vi', 'common.loading')}"`)).toHaveLength(3);
});

it('says what could not be read instead of that all is well', () => {
  const html = watched({ key: RECALL, failed: cut }, { key: ACCESS, failed: cut });
  expect(saidIn(html)).toEqual([]);
  expect(html).toContain(translate('vi', 'secrecy.logFailed'));
  expect(html).toContain(translate('vi', 'secrecy.recallFailed'));
  expect(html).toContain(translate('vi', 'common.retry'));
});

it('keeps the lines read before a look that failed, and no longer vouches for them', () => {
  const html = watched(
    { key: RECALL, data: recall, failed: cut },
    { key: ACCESS, data: { ...log, lines: [line] }, failed: cut },
  );
  expect(saidIn(html)).toEqual([]);
  expect(html).toContain('Lê Văn An');
});

it('goes on saying that the chain is broken when the next look fails', () => {
  const html = watched({ key: ACCESS, data: { ...log, broken_at: 7 }, failed: cut });
  expect(html).toContain(translate('vi', 'secrecy.logBroken', { n: 7 }));
});

it('says that it does not know of papers no longer in the meeting, rather than nothing', () => {
  const title = translate('vi', 'secrecy.goneFailed');
  expect(drawn(<GoneMarked />, view, [{ key: RECALL, failed: cut }])).toContain(title);
  expect(drawn(<GoneMarked />, view, [{ key: RECALL, data: recall, failed: cut }])).not.toContain(title);
});
