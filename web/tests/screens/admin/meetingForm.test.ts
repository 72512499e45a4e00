import { describe, expect, it } from 'vitest';
import {
  blankForm,
  draftOf,
  type MeetingForm,
  missing,
  plannedMinutes,
} from '../../../src/screens/admin/meetingForm';

const blank = blankForm(new Date('2018-11-05T01:10:00Z'));
const filled: MeetingForm = {
  ...blank,
  title: ' Giao ban tháng 11 ',
  startsAt: '2018-11-05T08:00',
  agenda: [
    { key: 'a', title: ' Báo cáo ', rapporteur: 'Sở Y tế', minutes: 20 },
    { key: 'b', title: 'Thảo luận', rapporteur: '', minutes: 40 },
    { key: 'c', title: '', rapporteur: '', minutes: 15 },
  ],
  sites: ['UBND', '417'],
  chair: 'u1',
  deputies: ['u3', 'u2'],
  secretaries: ['u4'],
};

describe('the form of a meeting', () => {
  it('says what is missing, in the order of the form', () => {
    expect(missing(blank).map((one) => one.key)).toEqual([
      'admin.needTitle',
      'admin.needSites',
      'admin.needChair',
    ]);
    expect(draftOf(blank)).toBeNull();
    const unnamed = { ...filled, agenda: [{ key: 'a', title: '', rapporteur: 'Sở Y tế', minutes: 5 }] };
    expect(missing(unnamed)).toEqual([{ key: 'admin.itemUnnamed', params: { n: 1 } }]);
    expect(
      missing({ ...filled, delegates: [{ key: 'd', name: 'Vừ Bá Rê', office: '', site: '' }] }),
    ).toHaveLength(1);
  });

  it('sends times in UTC, durations in seconds, deputies in order, and no empty item', () => {
    expect(draftOf(filled)).toEqual({
      title: 'Giao ban tháng 11',
      scheduled_at: '2018-11-05T01:00:00.000Z',
      planned_s: 3600,
      agenda: [
        { title: 'Báo cáo', rapporteur: 'Sở Y tế', planned_s: 1200 },
        { title: 'Thảo luận', rapporteur: '', planned_s: 2400 },
      ],
      sites: ['UBND', '417'],
      officers: [
        { account: 'u1', role: 'chair', order: 0 },
        { account: 'u3', role: 'deputy', order: 1 },
        { account: 'u2', role: 'deputy', order: 2 },
        { account: 'u4', role: 'secretary', order: 1 },
      ],
      delegates: [],
      auto_record: true,
    });
  });

  it('lasts as long as its agenda unless said otherwise', () => {
    expect(plannedMinutes(filled)).toBe(60);
    expect(plannedMinutes({ ...filled, minutes: 90 })).toBe(90);
  });
});
