import { expect, it } from 'vitest';
import type { WholeSlip } from '../../../src/api/opinions';
import { bodyOf, formOf, type SlipForm, sameForm } from '../../../src/screens/opinions/slipForm';

const slip = {
  number: '12/PLYK-UBND',
  title: 'Dự thảo Kế hoạch',
  body: 'Kính gửi',
  questions: ['Nhất trí ban hành?'],
  deadline: '2026-12-01T10:00:00.000Z',
  shows_answers: true,
  needs_superior: false,
  recipients: [
    { account: 'a', group: 'commune' },
    { account: 'b', group: '' },
  ],
} as unknown as WholeSlip;
const form = formOf(slip);

it('what is opened and left as it was has nothing unsaved', () => {
  expect(sameForm(form, formOf(slip))).toBe(true);
  expect(bodyOf(form)).toMatchObject({ questions: ['Nhất trí ban hành?'], number: '12/PLYK-UBND' });
  const added = [...form.questions, { key: 9, text: ' ' }];
  expect(sameForm({ ...form, questions: added }, form)).toBe(true);
});

it.each<Partial<SlipForm>>([
  { title: 'Khác' },
  { body: '' },
  { deadline: '2026-12-02T17:00' },
  { shows_answers: false },
  { needs_superior: true },
  { questions: [{ key: 0, text: 'Nhất trí?' }] },
  { questions: [...form.questions, { key: 1, text: 'Kinh phí?' }] },
  { chosen: new Map([['a', 'commune']]) },
  {
    chosen: new Map([
      ['a', 'district'],
      ['b', ''],
    ]),
  },
])('%j is a change', (change) => {
  expect(sameForm({ ...form, ...change }, form)).toBe(false);
});
