import { expect, it } from 'vitest';
import type { View } from '../../../src/api/view';
import {
  type Draft,
  officesOf,
  ownDelegates,
  ownQuestions,
  toCommand,
} from '../../../src/screens/parts/asking';

const draft: Draft = { kind: 'speech', text: ' Đê biển ', delegate: null, paper: null, page: 1, to: null };
const view = (me: object) =>
  ({
    sites: {
      'site-1': { seat: 'site-1', name: 'Huyện Kỳ Sơn', delegates: ['d1', 'd2'] },
      'site-2': { seat: 'site-2', name: 'Cục Thuế tỉnh', delegates: [] },
    },
    officers: {
      'officer-1': { seat: 'officer-1', name: 'Bà Nhung', office: 'Chủ tịch', role: 'chair', order: 0 },
      'officer-9': { seat: 'officer-9', name: 'Ông Lực', office: '', role: 'technician', order: 9 },
    },
    delegates: {
      d1: { id: 'd1', name: 'Vừ Bá Xồng', present: false, roll: 'unknown' },
      d2: { id: 'd2', name: 'Lô Thị Nguyệt', present: true, roll: 'present' },
    },
    questions: {
      order: ['q1', 'q2', 'q3'],
      items: {
        q1: { id: 'q1', seat: 'delegate-d1', site: 'site-1', state: 'waiting' },
        q2: { id: 'q2', seat: 'site-1', site: 'site-1', state: 'answered' },
        q3: { id: 'q3', seat: 'site-2', site: 'site-2', state: 'waiting' },
      },
    },
    me: { seat: 'site-1', site: 'site-1', role: 'site', ...me },
  }) as unknown as View;

it('asks for the floor with what was chosen and nothing else', () => {
  expect(toCommand(draft)).toEqual({ type: 'floor.request', data: { topic: 'Đê biển', kind: 'speech' } });
  expect(toCommand({ ...draft, delegate: 'd2', paper: 'p1', page: 4 })?.data).toEqual({
    topic: 'Đê biển',
    kind: 'speech',
    delegate: 'd2',
    paper: 'p1',
    page: 4,
  });
});

it('puts a question only with words and somebody to answer', () => {
  const question: Draft = { ...draft, kind: 'question' };
  expect(toCommand(question)).toBeNull();
  expect(toCommand({ ...question, to: 'site-2', text: ' ' })).toBeNull();
  expect(toCommand({ ...question, to: 'site-2', paper: 'p1' })).toEqual({
    type: 'question.ask',
    data: { to: 'site-2', text: 'Đê biển' },
  });
});

it('lets a hall ask for its delegates, those who are here first, and nobody else', () => {
  expect(ownDelegates(view({})).map(({ id }) => id)).toEqual(['d2', 'd1']);
  expect(ownDelegates(view({ role: 'delegate', seat: 'delegate-d1' }))).toEqual([]);
});

it('asks every office but the own and the control room', () => {
  const { sites, officers } = officesOf(view({}));
  expect(sites.map(({ value }) => value)).toEqual(['site-2']);
  expect(officers).toEqual([{ value: 'officer-1', label: 'Bà Nhung · Chủ tịch' }]);
});

it('shows a hall its own waiting questions, its delegates’ included', () => {
  expect(ownQuestions(view({})).map(({ id }) => id)).toEqual(['q1']);
  expect(ownQuestions(view({ role: 'delegate', seat: 'delegate-d1' })).map(({ id }) => id)).toEqual(['q1']);
  expect(ownQuestions(view({ role: 'delegate', seat: 'delegate-d2' }))).toEqual([]);
});
