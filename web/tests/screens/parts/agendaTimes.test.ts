import { expect, it } from 'vitest';
import { translate } from '../../../src/i18n';
import { minutesLate, minutesText, planText, shiftText } from '../../../src/screens/parts/agendaTimes';

const vi = translate.bind(null, 'vi');
const due = (planned: string | null, expected: string | null) => ({
  planned_at: planned && `2026-11-23T${planned}:00Z`,
  expected_at: expected && `2026-11-23T${expected}:00Z`,
});

it('says by how much an item is late or early, in words', () => {
  expect(shiftText(due('02:20', '02:40'), vi)).toBe('chậm 20 phút');
  expect(shiftText(due('02:20', '02:15'), vi)).toBe('sớm 5 phút');
  expect(shiftText(due('02:20', '02:20'), vi)).toBe('đúng giờ');
});

it('names the planned time only where it differs', () => {
  expect(planText(due('02:20', '02:40'), vi, 'vi')).toBe('theo chương trình 09:20, chậm 20 phút');
  expect(planText(due('02:20', '02:20'), vi, 'vi')).toBe('đúng giờ');
});

it('says nothing where nothing is known', () => {
  expect(minutesLate(due(null, '02:20'))).toBeNull();
  expect(planText(due('02:20', null), vi, 'vi')).toBe('');
});

it('counts hours from sixty minutes on', () => {
  expect(minutesText(59, vi)).toBe('59 phút');
  expect(minutesText(60, vi)).toBe('1 giờ');
  expect(minutesText(125, vi)).toBe('2 giờ 5 phút');
});
