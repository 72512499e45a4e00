import { describe, expect, it } from 'vitest';
import type { Plan } from '../../../src/api/planning';
import { blankForm } from '../../../src/screens/admin/meetingForm';
import { filled, planOf, planToKeep, titleAt } from '../../../src/screens/planning/planForm';

const plan: Plan = {
  title: 'Giao ban tuần {week}',
  planned_s: 5400,
  agenda: [
    { title: 'Kinh tế', rapporteur: 'Sở Tài chính', planned_s: 1800, seats: ['site-414'], internal: true },
    { title: 'Khác', rapporteur: '', planned_s: 600, seats: [], internal: false },
  ],
  sites: ['UBND', '414'],
  officers: [
    { account: 'a', role: 'chair', order: 0 },
    { account: 'b', role: 'secretary', order: 1 },
  ],
  delegates: [{ name: 'Lê Thị Hoa', office: 'PCT', site: '414', email: 'hoa@nghean.gov.vn' }],
  auto_record: true,
  quorum: { basis: 'delegates', at_least: { of: 1, parts: 2, over: true } },
};
let n = 0;
const key = () => `k${n++}`;

describe('a plan in the form of a meeting', () => {
  it('comes back as it was', () => {
    const form = filled(blankForm(new Date('2026-03-01T00:00:00Z')), plan, plan.title, key);
    expect(planOf(form)).toEqual(plan);
  });

  it('leaves the start to who plans', () => {
    const before = blankForm(new Date('2026-03-01T00:00:00Z'));
    expect(filled(before, plan, '', key).startsAt).toBe(before.startsAt);
  });

  it('is not finished while the form is not', () => {
    const form = filled(blankForm(new Date()), { ...plan, sites: [], delegates: [] }, plan.title, key);
    expect(planOf(form)).toBeNull();
  });

  it('is never another than that of the template chosen', () => {
    const other = { ...plan, title: 'Họp khác' };
    expect(planToKeep('mau-2', other, plan)).toBe(other);
    expect(planToKeep('mau-2', undefined, plan)).toBeNull();
    expect(planToKeep(null, undefined, plan)).toBe(plan);
    expect(planToKeep(null, undefined, undefined)).toBeNull();
  });

  it('has its title filled for the day', () => {
    expect(titleAt('Tháng {month}/{year}, tuần {week}, {nam}', '2026-03-09T08:00', 11)).toBe(
      'Tháng 3/2026, tuần 11, {nam}',
    );
  });
});
