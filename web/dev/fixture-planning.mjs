// What lies between meetings, made up: a calendar, templates, series, mail and a clash.
const MEETINGS = [
  ['m1', 'Giao ban tuần 48', 'closed', 0, 1, 90],
  [
    'm2',
    'Giao ban trực tuyến tháng 11/2026 của UBND tỉnh với các huyện, thành phố, thị xã',
    'in_session',
    4,
    1,
    150,
  ],
  ['m3', 'Họp công tác phòng chống thiên tai', 'scheduled', 4, 7, 60],
  ['m4', 'Giao ban tuần 49', 'scheduled', 7, 1, 90],
  ['m5', 'Họp Ban chỉ đạo chuyển đổi số', 'cancelled', 9, 2, 60],
  ['m6', 'Họp giải phóng mặt bằng dự án đường ven biển', 'draft', 9, 8, 120],
  ['m7', 'Họp báo cáo tài chính quý IV', 'scheduled', 9, 3, 45],
  ['m8', 'Họp tổ giúp việc', 'scheduled', 9, 6, 30],
];
const monday = () => {
  const now = new Date();
  const day = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()));
  day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7));
  return day.getTime();
};
const at = (days, hours) => new Date(monday() + days * 86_400_000 + hours * 3_600_000).toISOString();
const SITES = ['Tỉnh ủy', 'UBND tỉnh', 'Sở TT&TT', 'Cửa Lò', 'Quế Phong', 'Quỳ Châu', 'Kỳ Sơn'];

export const CALENDAR = () => ({
  meetings: MEETINGS.map(([id, title, state, days, hours, minutes]) => ({
    id,
    title,
    state,
    scheduled_at: at(days, hours),
    planned_s: minutes * 60,
    my_role: 'secretary',
    sites: SITES,
    officers: [
      { name: 'Nguyễn Văn Hải', role: 'chair' },
      { name: 'Trần Thị Mai', role: 'secretary' },
    ],
    delegates: 42,
  })),
  planned: [14, 21].map((days) => ({
    series: 's1',
    name: 'Giao ban tuần',
    day: at(days, 1).slice(0, 10),
    scheduled_at: at(days, 1),
    planned_s: 5400,
  })),
  holidays: [{ day: at(1, 0).slice(0, 10), name: 'Ngày Văn hóa Việt Nam' }],
});

export const PLAN = {
  title: 'Giao ban tuần {week}, kỳ {number}',
  planned_s: 5400,
  agenda: [
    {
      title: 'Tình hình kinh tế - xã hội trong tuần',
      rapporteur: 'Sở Tài chính',
      planned_s: 1800,
      seats: [],
      internal: false,
    },
    {
      title: 'Nhiệm vụ trọng tâm tuần tới',
      rapporteur: 'Văn phòng UBND tỉnh',
      planned_s: 1800,
      seats: [],
      internal: false,
    },
  ],
  sites: [],
  officers: [],
  delegates: [],
  auto_record: true,
  quorum: null,
};
const LINE = { owner: 'x', planned_s: 5400, items: 2, sites: 24, delegates: 42 };
export const TEMPLATES = [
  { id: 't1', name: 'Giao ban tuần', title: PLAN.title, ...LINE },
  {
    id: 't2',
    name: 'Giao ban tháng với các huyện',
    title: 'Giao ban trực tuyến tháng {month}/{year}',
    ...LINE,
  },
];
const DAYS = () =>
  [0, 7, 14, 21, 28, 35].map((days, n) => ({
    day: at(days, 1).slice(0, 10),
    state: ['created', 'created', 'moved', 'skipped', 'due', 'due'][n],
    scheduled_at: at(n === 2 ? 15 : days, 1),
    number: n < 2 ? 48 + n : null,
    meeting: n < 2 ? `m${n}` : null,
    holiday: n === 3 ? 'Tết Dương lịch' : '',
    left_out: n === 1 ? ['Huyện Quỳ Châu'] : [],
  }));
const SERIES = () => ({
  id: 's1',
  name: 'Giao ban tuần',
  title: PLAN.title,
  owner: 'x',
  rule: 'FREQ=WEEKLY;BYDAY=MO',
  begins: at(0, 0).slice(0, 10),
  at: '08:00',
  first_number: 48,
  ahead_days: 14,
  as_draft: false,
  carry: 'take',
  skip_holidays: true,
  without: [],
  ends_before: null,
});

const message = (id, template, state, reason = '', why = '') => ({
  id,
  template,
  email: 'hoa@nghean.gov.vn',
  state,
  attempts: state === 'queued' ? 1 : 0,
  reason,
  why,
  queued_at: at(0, 2),
  sent_at: state === 'sent' ? at(0, 2.1) : null,
  next_at: state === 'queued' ? at(0, 2.5) : null,
});
const MAIL = () => ({
  configured: true,
  invite: true,
  reminders: [1440, 60],
  people: [
    [
      'officer-1',
      'Nguyễn Văn Hải',
      'hai@nghean.gov.vn',
      [message(1, 'invitation', 'sent'), message(2, 'change', 'sent')],
    ],
    [
      'delegate-d1',
      'Lê Thị Hoa',
      'hoa@nghean.gov.vn',
      [message(3, 'invitation', 'failed', '550 5.1.1 no such mailbox', 'no_mailbox')],
    ],
    [
      'delegate-d2',
      'Vi Văn An',
      'an@nghean.gov.vn',
      [message(4, 'invitation', 'queued', '451 4.7.1 greylisted, come back later', 'later')],
    ],
    ['site-415', 'Huyện Quế Phong', '', []],
  ].map(([seat, name, email, messages]) => ({ seat, name, email, invited: true, messages })),
});

/** The answer to a request about planning; undefined for others. */
export function planningApi(path) {
  if (path === '/calendar') return CALENDAR();
  if (path === '/calendar/feed')
    return {
      since: at(-7, 3),
      url: 'https://giaoban.example.vn/api/v1/calendar/feeds/abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG.ics',
    };
  if (path === '/calendar/clashes')
    return [
      {
        id: 'm3',
        title: 'Họp công tác phòng chống thiên tai',
        scheduled_at: at(4, 7),
        planned_s: 3600,
        seats: [{ seat: 'site-415', name: 'Quế Phong' }],
      },
    ];
  if (path === '/templates') return TEMPLATES;
  if (path.startsWith('/templates/')) return { ...TEMPLATES[0], plan: PLAN };
  if (path === '/series')
    return [
      { ...SERIES(), next: DAYS()[1] },
      { ...SERIES(), id: 's2', name: 'Giao ban tháng', rule: 'FREQ=MONTHLY;BYDAY=-1FR', next: DAYS()[4] },
    ];
  if (path === '/series/preview') return DAYS();
  if (path.startsWith('/series/')) return { ...SERIES(), revision: 'r1', plan: PLAN, days: DAYS() };
  if (path.endsWith('/mail')) return MAIL();
  if (path === '/meetings') return CALENDAR().meetings.map((one) => ({ ...one, my_seat: 'officer-1' }));
  if (path === '/accounts') return [];
  if (path === '/sites') return [];
  return undefined;
}
