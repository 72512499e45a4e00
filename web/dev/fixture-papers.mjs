// The made-up meeting's papers: eight of several kinds, one replaced, one withdrawn, one marked; submissions, readiness, changes.
const iso = (ms) => new Date(ms).toISOString();
const ago = (s) => iso(Date.now() - s * 1000);

const PLAIN = {
  sha256: 'x',
  number: '',
  issuer: '',
  dated: '',
  kind: 'other',
  marking: 'normal',
  unit: null,
  version: 1,
  replaced_at: null,
  note: '',
  withdrawn: null,
};
const LIST = [
  {
    id: 'p0',
    title: 'Giấy mời giao ban trực tuyến tháng 11',
    pages: 2,
    item: null,
    kind: 'invitation',
    number: '512/GM-UBND',
    issuer: 'UBND tỉnh',
    dated: '2026-11-18',
  },
  {
    id: 'p1',
    title: 'Báo cáo giải ngân vốn đầu tư công 10 tháng',
    pages: 12,
    item: 'a2',
    kind: 'report',
    number: '861/BC-SKHĐT',
    issuer: 'Sở Kế hoạch và Đầu tư',
    dated: '2026-11-20',
    version: 2,
    replaced_at: ago(95),
    note: 'Sửa biểu số 2, bổ sung phụ lục các dự án chậm tiến độ',
  },
  { id: 'p3', title: 'Phụ lục: danh mục dự án chậm tiến độ', pages: 4, item: 'a2', kind: 'appendix' },
  {
    id: 'p2',
    title: 'Phương án sơ tán dân cư vùng sạt lở',
    pages: 5,
    item: 'a3',
    kind: 'plan',
    number: '77/KH-UBND',
    issuer: 'UBND huyện Kỳ Sơn',
    dated: '2026-11-19',
    marking: 'confidential',
    unit: 'site-417',
  },
  {
    id: 'p4',
    title: 'Tờ trình bổ sung kinh phí khắc phục hậu quả mưa lũ',
    pages: 3,
    item: 'a3',
    kind: 'submission',
    number: '140/TTr-UBND',
    issuer: 'UBND huyện Tương Dương',
    dated: '2026-11-17',
    withdrawn: { at: ago(60 * 40), by: 'officer-3', reason: 'Số liệu chưa được Sở Tài chính thẩm định' },
  },
];

export const PAPER_CAN = ['paper.edit', 'paper.move', 'paper.withdraw', 'paper.set_due'];

export function withPapers(view, scene) {
  if (scene === 'nopapers') return { ...view, papers: { order: [], items: {}, due_at: null, dues: {} } };
  const items = Object.fromEntries(
    LIST.map((one) => [one.id, { ...PLAIN, size: 400_000 * one.pages, ...one }]),
  );
  if (scene === 'withdrawn')
    items.p1.withdrawn = { at: ago(20), by: 'officer-1', reason: 'Gửi nhầm bản dự thảo' };
  const papers = {
    order: LIST.map(({ id }) => id),
    items,
    due_at: iso(Date.now() + 26 * 3600_000),
    dues: { a1: { due_at: null, wanted: false }, a2: { due_at: ago(3 * 3600), wanted: true } },
  };
  const agenda = { ...view.agenda, items: { ...view.agenda.items } };
  for (const [id, seats] of Object.entries({ a2: ['site-STTTT', 'site-420'], a3: ['site-417', 'site-418'] }))
    if (agenda.items[id]) agenda.items[id] = { ...agenda.items[id], seats };
  return {
    ...view,
    agenda,
    papers,
    front: scene === 'withdrawn' ? { ...view.front, paper: null } : view.front,
  };
}

const FILE = {
  state: 'ready',
  progress: 100,
  pages: 6,
  size: 900_000,
  name: 'bao-cao.pdf',
  kind: 'docx',
  stage: '',
  flags: [],
  original_size: 210_000,
  reason: null,
  message: null,
  page_sizes: [],
};
const submission = (some) => ({
  ...PLAIN,
  version: 1,
  state: 'submitted',
  item: 'a3',
  unit: 'site-417',
  unit_name: 'Huyện Kỳ Sơn',
  made_at: ago(9000),
  submitted_at: ago(8000),
  decided_at: null,
  decided_by_name: '',
  reason: '',
  due_at: iso(Date.now() + 26 * 3600_000),
  late: false,
  in_meeting: false,
  file: FILE,
  ...some,
});
const SUBMISSIONS = [
  submission({
    paper: 'p000000000001',
    title: 'Báo cáo tình hình sạt lở và công tác di dời dân cư',
    kind: 'report',
    number: '153/BC-UBND',
    issuer: 'UBND huyện Kỳ Sơn',
    dated: '2026-11-24',
  }),
  submission({
    paper: 'p000000000002',
    title: 'Kế hoạch diễn tập ứng phó thiên tai năm 2027',
    kind: 'plan',
    state: 'sent_back',
    reason: 'Thiếu phụ lục kinh phí; đề nghị bổ sung chữ ký của lãnh đạo đơn vị',
    made_at: ago(12000),
  }),
  submission({
    paper: 'p000000000003',
    title: 'Biểu tổng hợp thiệt hại',
    kind: 'appendix',
    state: 'draft',
    submitted_at: null,
    made_at: ago(300),
    file: { ...FILE, state: 'checking', stage: 'recognising', progress: 40 },
  }),
  submission({
    paper: 'p2',
    version: 2,
    title: 'Phương án sơ tán dân cư vùng sạt lở',
    kind: 'plan',
    marking: 'confidential',
    number: '77/KH-UBND',
    late: true,
    in_meeting: true,
    note: 'Cập nhật số hộ xã Tà Cạ',
  }),
];

const owed = (item, title, state, some = {}) => ({
  item,
  title,
  state,
  due_at: iso(Date.now() + 26 * 3600_000),
  received_at: null,
  overdue: false,
  late: false,
  ...some,
});
const agency = (unit, name, papers, some = {}) => ({
  unit,
  name,
  expected: papers.length,
  received: papers.filter(({ state }) => ['submitted', 'approved'].includes(state)).length,
  approved: papers.filter(({ state }) => state === 'approved').length,
  waiting: papers.filter(({ state }) => state === 'submitted').length,
  sent_back: papers.filter(({ state }) => state === 'sent_back').length,
  missing: papers.filter(({ state }) => ['missing', 'draft'].includes(state)).length,
  overdue: papers.filter(({ overdue }) => overdue).length,
  late: papers.filter(({ late }) => late).length,
  next_due_at: iso(Date.now() + 26 * 3600_000),
  papers,
  ...some,
});
const AGENCIES = [
  agency(
    'site-420',
    'Huyện Quỳ Hợp',
    [owed('a2', 'Giải ngân vốn đầu tư công', 'missing', { overdue: true })],
    { next_due_at: ago(3 * 3600) },
  ),
  agency('site-418', 'Huyện Tương Dương', [owed('a3', 'Phòng chống thiên tai', 'sent_back')]),
  agency('site-417', 'Huyện Kỳ Sơn', [
    owed('a3', 'Phòng chống thiên tai', 'approved'),
    owed('a4', 'Chuyển đổi số', 'draft'),
  ]),
  agency('site-STTTT', 'Sở Thông tin và Truyền thông', [
    owed('a2', 'Giải ngân vốn đầu tư công', 'submitted', { late: true }),
  ]),
  agency('site-413', 'Thị xã Cửa Lò', [owed('a2', 'Giải ngân vốn đầu tư công', 'approved')]),
];

const CHANGES = {
  from: 1,
  to: 2,
  pages: [
    {
      change: 'changed',
      before: 3,
      after: 3,
      pieces: [
        ['same', 'Đến hết ngày 31 tháng 10, toàn tỉnh đã giải ngân được'],
        ['removed', '5.812 tỷ đồng, đạt 61,2 %'],
        ['added', '6.104 tỷ đồng, đạt 64,3 %'],
        [
          'same',
          'kế hoạch vốn được Thủ tướng Chính phủ giao, cao hơn bình quân chung của cả nước cùng kỳ năm trước và là kết quả của nhiều đợt đôn đốc, kiểm tra tại các chủ đầu tư, ban quản lý dự án và Ủy ban nhân dân các huyện, thị xã, thành phố; tuy nhiên vẫn còn',
        ],
        ['removed', 'chín'],
        ['added', 'bảy'],
        ['same', 'đơn vị giải ngân dưới 50 %.'],
      ],
    },
    { change: 'picture', before: 6, after: 6, pieces: [] },
    {
      change: 'added',
      before: null,
      after: 7,
      pieces: [['added', 'Phụ lục 2. Danh mục dự án chậm tiến độ cần Chủ tịch UBND tỉnh chỉ đạo']],
    },
    { change: 'moved', before: 7, after: 8, pieces: [] },
  ],
};
const VERSIONS = [
  {
    version: 2,
    current: true,
    state: 'approved',
    file_state: 'ready',
    pages: 12,
    size: 1_900_000,
    at: ago(120),
    note: 'Sửa biểu số 2, bổ sung phụ lục',
    read: false,
    opens: true,
  },
  {
    version: 1,
    current: false,
    state: 'approved',
    file_state: 'ready',
    pages: 11,
    size: 1_800_000,
    at: ago(90_000),
    note: '',
    read: true,
    opens: false,
  },
];
const RECEIPTS = ['a', 'b', 'c', 'd'].flatMap((device, n) => [
  { seat: `site-${413 + n}`, device, paper: 'p1', version: n < 3 ? 2 : 1, held_at: ago(60), purged_at: null },
  {
    seat: `site-${413 + n}`,
    device,
    paper: 'p4',
    version: 1,
    held_at: ago(9000),
    purged_at: n === 0 ? null : ago(30),
  },
]);

/** The answer of a papers' address, or undefined. */
export function papersAnswer(path, view, role) {
  const under = path.replace(/^\/meetings\/[^/]+\/papers/, '');
  if (under === path) return undefined;
  const desk = ['chair', 'secretary'].includes(role);
  const items = view.agenda.order
    .map((id) => view.agenda.items[id])
    .filter((item) => desk || item.seats.includes('site-417'))
    .map(({ id, title, state, seats }) => ({
      item: id,
      title,
      state,
      seats,
      due_at: iso(Date.now() + 26 * 3600_000),
      wanted: true,
    }));
  if (under === '')
    return view.papers.order.map((id) => ({ ...FILE, ...view.papers.items[id], state: 'ready' }));
  if (under === '/submissions')
    return {
      now: iso(Date.now()),
      meeting: { id: 'demo', title: view.meeting.title, state: 'scheduled' },
      desk,
      items,
      submissions: SUBMISSIONS,
    };
  if (under === '/readiness') return { now: iso(Date.now()), due_at: null, agencies: AGENCIES };
  if (under === '/readings') return { p1: [1] };
  if (under === '/receipts') return RECEIPTS;
  if (under.endsWith('/versions')) return VERSIONS;
  if (under.includes('/changes')) return CHANGES;
  return undefined;
}
