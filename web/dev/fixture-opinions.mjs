// Made-up opinion slips: one to answer, one passed up, and a sent one with 844 recipients half of whom have answered.
const iso = (ms) => new Date(ms).toISOString();
const HOUR = 3600_000;
const NOW = Date.now();

const GROUPS = [
  ['department', 'Sở Nông nghiệp và Phát triển nông thôn', 22],
  ['district', 'UBND huyện Quỳ Châu', 21],
  ['commune', 'UBND xã Châu Bình', 480],
  ['school', 'Trường THPT Quế Phong', 87],
  ['unit', 'Trung tâm Kiểm soát bệnh tật', 234],
];
const FAMILY = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Đặng', 'Vi', 'Lô', 'Hồ', 'Bùi'];
const GIVEN = ['Văn An', 'Thị Hoa', 'Quốc Dũng', 'Thị Mai', 'Văn Sơn', 'Minh Tuấn', 'Thị Lan', 'Đức Thắng'];
const REASON =
  'Chưa rõ nguồn kinh phí mua sắm vật tư dự phòng cho các xã biên giới; đề nghị bổ sung phương án huy động tại chỗ.';

const slip = (more = {}) => ({
  id: 'y1',
  number: '12/PLYK-UBND',
  title: 'Dự thảo Kế hoạch phòng, chống thiên tai và tìm kiếm cứu nạn trên địa bàn tỉnh năm 2027',
  body: 'Kính gửi các cơ quan, đơn vị.\nĐể hoàn thiện Kế hoạch trước khi trình ban hành, Văn phòng đề nghị quý cơ quan nghiên cứu và cho ý kiến về các nội dung dưới đây.',
  questions: [
    'Nhất trí ban hành Kế hoạch theo dự thảo gửi kèm?',
    'Thời hạn hoàn thành phương án của cấp xã trước ngày 31/3/2027 có phù hợp không?',
  ],
  author: { account: 'o', name: 'Phạm Văn Thư', office: 'Văn phòng UBND tỉnh' },
  state: 'sent',
  is_open: true,
  deadline: iso(NOW + 74 * HOUR),
  shows_answers: true,
  needs_superior: false,
  created_at: iso(NOW - 80 * HOUR),
  sent_at: iso(NOW - 78 * HOUR),
  ended_at: null,
  reason: '',
  ...more,
});

const person = (n, office, group) => ({
  account: `a${n}`,
  login: `nguoi.nhan${n}`,
  name: `${FAMILY[n % FAMILY.length]} ${GIVEN[(n * 3) % GIVEN.length]}`,
  office: n % 7 === 0 ? office : `${office} ${n}`,
  group,
  site: null,
});
const PEOPLE = GROUPS.flatMap(([group, office, count]) =>
  Array.from({ length: count }, (_, n) => ({ office, group, n })),
).map(({ office, group }, n) => person(n, office, group));

const recipient = (more = {}) => ({
  account: 'x',
  name: 'Lê Thị Hoa',
  office: 'Sở Y tế',
  group: 'department',
  stage: 'seen',
  holder: 'x',
  holders: [],
  note: '',
  note_by: '',
  seen_at: iso(NOW - 20 * HOUR),
  answer: null,
  answered_at: null,
  answered_by: null,
  answered_by_name: '',
  version: 0,
  reminders: 0,
  reminded_at: null,
  proposal: null,
  ...more,
});

const said = (n) => {
  const first = n % 9 === 4 ? 'disagree' : n % 11 === 5 ? 'other' : 'agree';
  return {
    opinions: [
      { opinion: first, text: first === 'agree' ? '' : REASON },
      { opinion: n % 6 === 2 ? 'other' : 'agree', text: n % 6 === 2 ? 'Đề nghị lùi đến 30/4/2027.' : '' },
    ],
    attachment:
      n % 40 === 3 ? { id: 'f9', title: 'Góp ý', name: 'gop-y.pdf', size: 182_400, sha256: '00' } : null,
  };
};

const rows = PEOPLE.map((one, n) => {
  const answered = n % 5 < 3;
  return recipient({
    ...one,
    holder: one.account,
    stage: answered ? 'answered' : ['unseen', 'seen', 'passed_up', 'returned'][n % 4],
    holders: !answered && n % 4 === 2 ? [{ account: 'b', name: 'Hồ Văn Trưởng', office: one.office }] : [],
    answer: answered ? said(n) : null,
    answered_at: answered ? iso(NOW - (n % 70) * HOUR) : null,
    answered_by: answered ? one.account : null,
    version: answered ? 1 : 0,
    reminders: answered ? 0 : n % 3,
  });
});

const tally = (list, question) => {
  const counts = { agree: 0, disagree: 0, other: 0 };
  for (const one of list) if (one.answer) counts[one.answer.opinions[question].opinion] += 1;
  return counts;
};

function figures() {
  const answered = rows.filter((one) => one.answer);
  const stages = {};
  for (const one of rows) stages[one.stage] = (stages[one.stage] ?? 0) + 1;
  const days = new Map();
  for (const one of answered)
    days.set(one.answered_at.slice(0, 10), (days.get(one.answered_at.slice(0, 10)) ?? 0) + 1);
  return {
    recipients: rows.length,
    answered: answered.length,
    changed: 12,
    with_attachment: 9,
    reminded: 180,
    stages,
    tallies: [tally(rows, 0), tally(rows, 1)],
    groups: GROUPS.map(([name]) => {
      const list = rows.filter((one) => one.group === name);
      return {
        name,
        recipients: list.length,
        answered: list.filter((one) => one.answer).length,
        tallies: [tally(list, 0), tally(list, 1)],
      };
    }),
    by_day: [...days].sort().map(([day, answers]) => ({ day, answers })),
    median_s: 31 * 3600,
    is_open: true,
    is_contested: true,
  };
}

const PAPERS = [
  {
    id: 'f1',
    title: 'Dự thảo Kế hoạch phòng, chống thiên tai năm 2027',
    name: 'du-thao.pdf',
    size: 1_840_000,
    sha256: 'ab',
  },
  { id: 'f2', title: 'Tờ trình', name: 'to-trinh.pdf', size: 240_000, sha256: 'cd' },
];
const entry = (seq, type, hours, data = {}) => ({
  seq,
  type,
  at: iso(NOW - hours * HOUR),
  by: { account: 'o', name: 'Phạm Văn Thư', office: 'Văn phòng UBND tỉnh' },
  data,
});

const whole = (more = {}) => ({
  ...slip(more),
  entries: 560,
  head: '6c1f0e5cf9c0ad6fbc3f0c3e7d7b1a94b1f8ef6c2a2c0cf7e0a9e1d3d2b4c5f6',
  may_change: true,
  papers: PAPERS,
  recipients: rows,
  figures: figures(),
  course: [
    entry(1, 'slip.sent', 78, { deadline: iso(NOW + 2 * HOUR) }),
    entry(201, 'slip.reminded', 30),
    { ...entry(260, 'slip.reminded', 9), by: { account: 'system', name: 'Hệ thống', office: '' } },
    entry(320, 'slip.extended', 8, { deadline: iso(NOW + 74 * HOUR), reason: 'Mưa lũ chia cắt một số xã' }),
  ],
});

const MINE = {
  open: { slip: slip(), recipient: recipient(), papers: PAPERS },
  superior: {
    slip: slip({
      id: 'y2',
      needs_superior: true,
      number: '15/PLYK-STC',
      title: 'Phương án phân bổ dự phòng ngân sách',
    }),
    recipient: recipient({
      account: 'a3',
      name: 'Trần Văn Bình',
      office: 'Sở Y tế',
      stage: 'passed_up',
      holder: 'x',
      holders: [{ account: 'x', name: 'Lê Thị Hoa', office: 'Sở Y tế' }],
      note: 'Kính trình đồng chí xem xét, ký trả lời trước ngày 30.',
      note_by: 'Trần Văn Bình',
      proposal: said(4),
    }),
    papers: PAPERS.slice(1),
  },
  answered: {
    slip: slip({ id: 'y3', title: 'Quy chế làm việc của Ban Chỉ huy' }),
    recipient: recipient({
      stage: 'answered',
      version: 2,
      answer: said(4),
      answered_by: 'x',
      answered_by_name: 'Lê Thị Hoa',
      answered_at: iso(NOW - HOUR),
    }),
    papers: [],
  },
  recalled: {
    slip: slip({
      id: 'y4',
      title: 'Dự thảo Quyết định phân cấp quản lý',
      state: 'recalled',
      is_open: false,
      reason: 'Gửi nhầm bản dự thảo',
    }),
    recipient: recipient({ stage: 'unseen' }),
    papers: [],
  },
};
const VERSION = {
  answer: said(4),
  at: iso(NOW - HOUR),
  by: { account: 'x', name: 'Lê Thị Hoa', office: 'Sở Y tế' },
  content_sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  entry: 112,
  hash: '00',
};

/** The answer to a request about slips, or undefined when it is about something else. */
export function opinionsAnswer(path) {
  if (path === '/meetings') return [];
  if (path === '/notices')
    return [
      {
        id: 2,
        code: 'opinion.told_reminded',
        about: 'y1',
        message: 'Nhắc trả lời phiếu lấy ý kiến: Dự thảo Kế hoạch phòng, chống thiên tai.',
        at: iso(NOW - 2 * HOUR),
        read: false,
      },
    ];
  if (path === '/opinions') {
    const list = [whole(), whole({ id: 'y5', state: 'draft', is_open: false, title: '', number: '' })];
    return list.map((one) => ({ ...one, recipients: rows.length, answered: figures().answered }));
  }
  if (path === '/opinions/mine') return Object.values(MINE);
  if (path === '/opinions/directory') return PEOPLE;
  if (path === '/opinions/superiors')
    return [
      { account: 'b1', name: 'Hồ Văn Trưởng', office: 'Giám đốc, Sở Y tế' },
      { account: 'b2', name: 'Hoàng Thị Tươi', office: 'Phó Giám đốc, Sở Y tế' },
    ];
  const [, id, part, , tail] = /^\/opinions\/(\w+)(?:\/(answers|verify)(\/(\w+))?)?/.exec(path) ?? [];
  if (id === undefined) return undefined;
  if (part === 'answers') {
    if (path.endsWith('/versions'))
      return [
        { ...VERSION, version: 1 },
        { ...VERSION, version: 2 },
      ];
    if (path.endsWith('/others')) return rows.filter((one) => one.answer).slice(0, 4);
    return Object.values(MINE).find((one) => one.slip.id === id && tail) ?? MINE.open;
  }
  if (part === 'verify') return { entries: 560, head: '6c', holds: true, findings: [] };
  return id === 'y5'
    ? { ...whole({ id, state: 'draft', is_open: false }), recipients: rows.slice(0, 130) }
    : whole({ id });
}
