import { describe, expect, it } from 'vitest';
import { isTaken, withCarried } from '../../../src/screens/admin/agendaEditing';
import {
  blankForm,
  draftOf,
  type MeetingForm,
  missing,
  plannedMinutes,
} from '../../../src/screens/admin/meetingForm';

const OFFER = {
  meeting: 'm0',
  meeting_title: 'Giao ban tháng 10',
  scheduled_at: null,
  item: 'a4',
  title: 'Quy hoạch',
  rapporteur: 'Sở Xây dựng',
  planned_s: 1800,
  seats: ['site-417', 'site-999', 'officer-x'],
  internal: true,
  reason: '',
};
const open = { seats: [], internal: false, carried_from: null };
const blank = blankForm(new Date('2018-11-05T01:10:00Z'));
const filled: MeetingForm = {
  ...blank,
  title: ' Giao ban tháng 11 ',
  startsAt: '2018-11-05T08:00',
  agenda: [
    {
      key: 'a',
      title: ' Báo cáo ',
      rapporteur: 'Sở Y tế',
      minutes: 20,
      internal: false,
      sites: [],
      carried: null,
    },
    { key: 'b', title: 'Thảo luận', rapporteur: '', minutes: 40, internal: false, sites: [], carried: null },
    { key: 'c', title: '', rapporteur: '', minutes: 15, internal: false, sites: [], carried: null },
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
    const unnamed = {
      ...filled,
      agenda: [
        { key: 'a', title: '', rapporteur: 'Sở Y tế', minutes: 5, internal: false, sites: [], carried: null },
      ],
    };
    expect(missing(unnamed)).toEqual([{ key: 'admin.itemUnnamed', params: { n: 1 } }]);
    expect(
      missing({ ...filled, delegates: [{ key: 'd', name: 'Vừ Bá Rê', office: '', site: '' }] }),
    ).toHaveLength(1);
  });

  it('sends times in UTC, durations in seconds, deputies in order, and no empty item', () => {
    expect(draftOf(filled)).toEqual({
      title: 'Giao ban tháng 11',
      quorum: null,
      scheduled_at: '2018-11-05T01:00:00.000Z',
      planned_s: 3600,
      agenda: [
        { title: 'Báo cáo', rapporteur: 'Sở Y tế', planned_s: 1200, ...open },
        { title: 'Thảo luận', rapporteur: '', planned_s: 2400, ...open },
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

  it('sends who reports and what it takes over from an earlier meeting, once', () => {
    const agenda = withCarried([], OFFER, 'k');
    expect(isTaken(agenda, OFFER)).toBe(true);
    expect(isTaken(agenda, { ...OFFER, item: 'a9' })).toBe(false);
    expect(draftOf({ ...filled, agenda })?.agenda).toEqual([
      {
        title: 'Quy hoạch',
        rapporteur: 'Sở Xây dựng',
        planned_s: 1800,
        seats: ['site-417'],
        internal: true,
        carried_from: { meeting: 'm0', item: 'a4' },
      },
    ]);
  });

  it('puts what it takes over in the place of the blank row', () => {
    expect(withCarried(blank.agenda, OFFER, 'k').map((one) => one.key)).toEqual(['k']);
    expect(withCarried(filled.agenda.slice(0, 1), OFFER, 'k').map((one) => one.key)).toEqual(['a', 'k']);
  });

  it('lasts as long as its agenda unless said otherwise', () => {
    expect(plannedMinutes(filled)).toBe(60);
    expect(plannedMinutes({ ...filled, minutes: 90 })).toBe(90);
  });

  it('sends the quorum that was chosen', () => {
    expect(draftOf({ ...filled, quorum: 'twoThirds', quorumBasis: 'sites' })?.quorum).toEqual({
      basis: 'sites',
      at_least: { of: 2, parts: 3, over: false },
    });
  });
});
