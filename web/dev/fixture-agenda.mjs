// The agenda of the made-up meeting: times by plan and as they stand, seats that report, postponed and internal items.
const at = (base, s) => new Date(Date.parse(base) + s * 1000).toISOString();

/** Adds to an agenda what the server tells beside it; the fixture's second item runs 20 minutes late. */
export function withTimes(view, role, scene) {
  const { agenda, meeting, me } = view;
  let planned = 0;
  for (const id of agenda.order) {
    const item = agenda.items[id];
    Object.assign(item, { seats: [], internal: false, expected_at: null, over_s: 0, postponed_reason: '' });
    item.planned_at = at(meeting.scheduled_at, planned);
    if (item.state === 'pending') item.expected_at = at(meeting.scheduled_at, planned + 1200);
    planned += item.planned_s;
  }
  agenda.items.a3.seats = ['site-417', 'site-418'];
  agenda.items.a5 = {
    id: 'a5',
    title: 'Quy hoạch sử dụng đất giai đoạn 2026 – 2030',
    rapporteur: 'Sở Tài nguyên và Môi trường',
    planned_s: 1800,
    state: 'postponed',
    started_at: null,
    spent_s: 0,
    seats: [],
    internal: true,
    planned_at: null,
    expected_at: null,
    over_s: 0,
    postponed_reason: 'Chưa đủ hồ sơ thẩm định',
  };
  agenda.postponed = ['a5'];
  me.barred = scene === 'internal' ? 'agenda.internal' : null;
  if (scene === 'internal') agenda.items.a2.internal = true;
  const a3 = agenda.items.a3;
  const reports = role === 'site' || role === 'delegate';
  me.next_item = reports ? { item: 'a3', planned_at: a3.planned_at, expected_at: a3.expected_at } : null;
  if (me.can.includes('agenda.start'))
    me.can.push(
      'agenda.add',
      'agenda.edit',
      'agenda.move',
      'agenda.remove',
      'agenda.postpone',
      'agenda.restore',
    );
}

/** `GET /agenda/postponed`. */
export const OFFERS = [
  {
    meeting: '20181003-a1',
    meeting_title: 'Giao ban trực tuyến tháng 10 năm 2018',
    scheduled_at: '2018-10-03T01:00:00.000Z',
    item: 'a4',
    title: 'Tiến độ giải phóng mặt bằng tuyến đường ven biển Nghi Sơn – Cửa Lò',
    rapporteur: 'Sở Giao thông vận tải',
    planned_s: 1800,
    seats: ['site-413'],
    internal: false,
    reason: 'Hết thời gian',
  },
];
