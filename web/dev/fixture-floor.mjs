// The floor of the made-up meeting: kinds of requests, lists, what was spoken, the questioning.
const iso = (ms) => new Date(ms).toISOString();
const ago = (s) => iso(Date.now() - s * 1000);

export const FLOOR_CAN = [
  'floor.pause',
  'floor.resume',
  'floor.ring',
  'speakers.open',
  'speakers.close',
  'speakers.set',
  'speakers.move',
  'question.ask',
  'question.call',
  'question.answer',
  'question.close',
  'question.deny',
  'question.move',
];

const SPEECH = {
  kind: 'speech',
  question: null,
  paper: null,
  page: 1,
  by: null,
  rank: 0,
  running_since: null,
  spent_s: 0,
  paused: false,
  held_by: null,
  warn_s: 60,
  ends_at: null,
  rang_at: null,
};

const list = (item, facts = {}) => ({
  item,
  open: true,
  rule: 'request',
  turn_s: 300,
  site_s: 900,
  warn_s: 60,
  queue: [],
  ...facts,
});

const question = (id, [seat, site, name, office], [to, to_site, to_name, to_office], text, state, age) => ({
  id,
  seat,
  site,
  delegate: null,
  name,
  office,
  to,
  to_site,
  to_name,
  to_office,
  text,
  item: 'a2',
  asked_at: ago(age),
  state,
  turns: [],
});

function questions() {
  const ky_son = ['delegate-d1', 'site-417', 'Vừ Bá Xồng', 'Trưởng phòng Nông nghiệp'];
  const health = ['site-STTTT', 'site-STTTT', 'Sở Thông tin và Truyền thông', ''];
  const tax = ['site-CT', 'site-CT', 'Cục Thuế tỉnh', ''];
  const all = [
    question(
      'q1',
      ky_son,
      health,
      'Đến khi nào 12 xã biên giới chưa có sóng di động được phủ sóng, kinh phí lấy từ nguồn nào?',
      'asked',
      900,
    ),
    question(
      'q2',
      ['site-414', 'site-414', 'Thị xã Thái Hòa', ''],
      tax,
      'Giải pháp thu hồi nợ đọng tiền thuê đất của các doanh nghiệp đã ngừng hoạt động?',
      'waiting',
      420,
    ),
    question(
      'q3',
      ['site-418', 'site-418', 'Huyện Tương Dương', ''],
      tax,
      'Đề nghị làm rõ việc miễn, giảm thuế cho vùng bị thiên tai.',
      'waiting',
      130,
    ),
  ];
  return { order: all.map(({ id }) => id), items: Object.fromEntries(all.map((one) => [one.id, one])) };
}

function spoken(view) {
  const seats = Object.keys(view.sites);
  return Object.fromEntries(
    seats.map((seat, n) => [
      seat,
      {
        today_s: n % 3 === 0 ? 0 : (n * 97) % 780,
        turns: n % 3 === 0 ? 0 : 1 + (n % 4),
        item_s: n % 5 === 1 ? (n * 61) % 420 : 0,
        recent_s: (n * 311) % 4200,
        recent_turns: (n * 7) % 19,
        recent_meetings: 10,
      },
    ]),
  );
}

function clockOf(turn, scene) {
  const begun = Date.parse(turn.granted_at);
  const spent = (Date.now() - begun) / 1000;
  if (scene === 'paused' || scene === 'held')
    return { spent_s: Math.floor(spent), paused: scene === 'paused' };
  return {
    running_since: turn.granted_at,
    ends_at: turn.limit_s === null ? null : iso(begun + turn.limit_s * 1000),
  };
}

function point(view) {
  Object.assign(view.floor.requests, {
    r20: {
      ...view.floor.requests.r2,
      id: 'r20',
      seat: 'site-426',
      site: 'site-426',
      name: 'Huyện Yên Thành',
      office: '',
      kind: 'point_of_order',
      topic: 'Đề nghị cho xem lại số liệu trang 4 trước khi bàn tiếp',
      requested_at: ago(20),
    },
    r21: {
      ...view.floor.requests.r2,
      id: 'r21',
      seat: 'site-418',
      site: 'site-418',
      name: 'Huyện Tương Dương',
      office: '',
      kind: 'answer_back',
      topic: 'Về tiến độ khu tái định cư đã nêu',
      requested_at: ago(50),
    },
  });
  view.floor.queue.unshift('r20', 'r21');
  view.sites['site-426'].microphone = 'asked';
}

/** Adds to the made-up meeting what the floor carries; call it when holders and queue are set. */
export function enrichFloor(view, scene) {
  const { floor, me } = view;
  if (scene === 'full' || scene === 'held') point(view);
  for (const [id, request] of Object.entries(floor.requests)) floor.requests[id] = { ...SPEECH, ...request };
  if (floor.requests.r3) Object.assign(floor.requests.r3, { paper: 'p1', page: 4, rank: 2 });
  for (const id of floor.holders) Object.assign(floor.requests[id], clockOf(floor.requests[id], scene));
  if (scene === 'held') {
    floor.requests[floor.holders[0]].held_by = 'r20';
    Object.assign(floor.requests.r20, {
      state: 'granted',
      granted_at: ago(12),
      running_since: ago(12),
      limit_s: 60,
      warn_s: 15,
      ends_at: iso(Date.now() + 48_000),
    });
    floor.holders.push('r20');
    floor.queue = floor.queue.filter((id) => id !== 'r20');
  }
  floor.lists = {
    a2: list('a2', {
      queue: floor.queue,
      rule: scene === 'full' ? 'least' : 'request',
      open: scene !== 'shut',
    }),
    a3: list('a3'),
  };
  floor.current_list = 'a2';
  floor.spoken = spoken(view);
  view.questions = scene === 'full' || scene === 'questions' ? questions() : { order: [], items: {} };
  if (scene === 'questions') Object.assign(floor, { holders: [], queue: [] });
  if (scene === 'deputy') {
    view.presiding = 'officer-2';
    me.presides = false;
  }
  me.requests = me.request === null ? [] : [me.request];
}
