// Votes of the made-up meeting. Scenes: `vote` (open, by name), `list` (ten options), `secret`, `ready`, `counted` (closed, for the chair first), `result`, `resultlist`, `long`.
const at = (s) => new Date(Date.now() - s * 1000).toISOString();
const QUESTION =
  'Thông qua phương án phân bổ vốn đầu tư công trung hạn giai đoạn 2026–2030 cho các huyện miền núi, biên giới và ba chương trình mục tiêu quốc gia theo Tờ trình số 412/TTr-UBND?';
const OPTIONS = [
  'Cầu Cửa Hội 2 nối đường ven biển Nghi Sơn – Cửa Lò',
  'Nâng cấp quốc lộ 7A đoạn Con Cuông – Kỳ Sơn',
  'Hồ chứa nước Bản Mồng và hệ thống kênh dẫn',
  'Bệnh viện đa khoa khu vực Tây Nam',
  'Kè chống sạt lở bờ sông Lam qua huyện Thanh Chương và huyện Nam Đàn',
  'Trường phổ thông dân tộc bán trú các xã biên giới',
  'Trung tâm điều hành thông minh của tỉnh',
  'Khu tái định cư vùng sạt lở huyện Tương Dương',
  'Đường giao thông liên xã Quế Phong – Quỳ Châu',
  'Nước sạch nông thôn các huyện đồng bằng',
];
const yesNo = ['yes', 'no', 'abstain'].map((id) => ({ id, label: '' }));
const list = [...OPTIONS.map((label, n) => ({ id: `o${n + 1}`, label })), { id: 'abstain', label: '' }];

const plan = (more) => ({
  id: 'v1',
  question: QUESTION,
  item: 'a2',
  unit: 'sites',
  kind: 'yes_no',
  options: yesNo,
  most: 1,
  secret: false,
  revocable: true,
  chair_first: true,
  entitled_rule: 'invited',
  chairs: false,
  proxies: 1,
  for_s: 180,
  quorum: { counted: 'present', at_least: { of: 2, parts: 3, over: false }, count: null },
  majority: { base: 'present', of: 1, parts: 2, over: true },
  state: 'draft',
  created_at: at(900),
  opened_at: null,
  closes_at: null,
  closed_at: null,
  released_at: null,
  cancelled_reason: '',
  turnout: null,
  ready: null,
  key: null,
  key_destroyed: false,
  hands: [],
  result: null,
  ...more,
});

const turnout = (cast) => ({
  entitled: 24,
  present: 22,
  cast,
  credentials: cast === null ? 19 : 0,
  basis: 'sites',
  invited: 24,
  here: 22,
  counted: 'present',
  need: 16,
});
const opened = (more) =>
  plan({ state: 'open', opened_at: at(40), closes_at: at(-140), turnout: turnout(17), ...more });

function ballots(view, options) {
  return Object.values(view.sites).map(({ seat, name }, n) => ({
    seat,
    name,
    office: '',
    site: seat,
    choices: n % 11 === 10 ? [] : [options[n % 7 === 3 ? 1 : n % 13 === 7 ? 2 : 0].id],
    by: n === 5 ? 'site-417' : seat,
    by_hands: n % 11 === 10 && n < 12,
  }));
}

function result(view, options, listed) {
  const figures = listed ? [14, 12, 9, 4, 4, 3, 2, 1, 0, 0, 2] : [16, 4, 2];
  return {
    entitled: 24,
    present: 22,
    cast: 22,
    by_hands: listed ? 0 : 5,
    counts: options.map(({ id }, n) => ({
      choice: id,
      count: figures[n],
      by_hands: listed ? 0 : [4, 1, 0][n],
    })),
    quorum_met: true,
    here: 22,
    need: 12,
    outcome: 'carried',
    carried: true,
    chosen: listed ? ['o1', 'o2'] : ['yes'],
    tied: [],
    ballots: listed ? [] : ballots(view, options),
  };
}

const closed = (more) =>
  plan({ state: 'closed', opened_at: at(300), closed_at: at(20), turnout: turnout(22), ...more });

const POLLS = {
  long: () => opened(),
  vote: () => opened(),
  list: () =>
    opened({
      kind: 'list',
      options: list,
      most: 3,
      question: 'Chọn tối đa ba dự án ưu tiên khởi công năm 2027',
    }),
  secret: () =>
    opened({
      secret: true,
      unit: 'delegates',
      turnout: turnout(null),
      question: 'Giới thiệu nhân sự bổ sung Ban Chỉ đạo phòng, chống thiên tai của tỉnh nhiệm kỳ 2026–2031',
    }),
  ready: () => plan({ state: 'checking', ready: { asked: 24, ready: 19 } }),
  counted: () => closed(),
  result: (view) => closed({ released_at: at(8), result: result(view, yesNo, false) }),
  resultlist: (view) =>
    closed({
      kind: 'list',
      options: list,
      most: 3,
      question: 'Chọn tối đa ba dự án ưu tiên khởi công năm 2027',
      released_at: at(8),
      result: result(view, list, true),
    }),
};

const CAN = {
  chair: [
    'poll.create',
    'poll.edit',
    'poll.check_ready',
    'poll.open',
    'poll.close',
    'poll.cancel',
    'poll.release',
    'poll.count_hands',
    'poll.clear_hands',
    'proxy.record',
    'proxy.revoke',
  ],
  secretary: [
    'poll.create',
    'poll.edit',
    'poll.check_ready',
    'poll.count_hands',
    'proxy.record',
    'proxy.revoke',
  ],
  site: ['ballot.ready', 'ballot.cast', 'ballot.withdraw', 'poll.count_hands', 'poll.clear_hands'],
  delegate: ['ballot.ready', 'ballot.cast', 'ballot.withdraw'],
};

function ownRows(view, role, scene, poll) {
  const voter = (role === 'site' && scene !== 'secret') || role === 'delegate';
  const own = { poll: 'v1', proxy: false, state: 'may_cast', choices: null, credential: scene === 'secret' };
  const rows = [
    { ...own, seat: view.me.seat, name: view.me.name },
    { ...own, seat: 'site-422', name: 'Huyện Con Cuông', proxy: true },
  ];
  return {
    ballots: voter && poll?.state === 'open' ? rows.slice(0, scene === 'list' ? 1 : 2) : [],
    ready: voter && scene === 'ready' ? { poll: 'v1', ready: null } : null,
    hall_poll: role === 'site' && scene === 'vote' ? { poll: 'v1', voters: 9, cast: 2, counts: null } : null,
  };
}

function desk(view, role, scene, poll) {
  const seats = Object.keys(view.sites);
  const open = scene === 'vote' || scene === 'long';
  return {
    without_effect: scene === 'ready' ? [{ proxy: 'u9', reason: 'holder_no_voter' }] : [],
    not_ready: scene === 'ready' ? seats.slice(3, 8) : [],
    not_cast: open ? seats.slice(2, 9) : [],
    halls: open ? seats.slice(0, 6).map((site, n) => ({ site, voters: 9, cast: n, by_hands: n === 4 })) : [],
    result: scene === 'counted' && role === 'chair' ? result(view, yesNo, false) : poll.result,
  };
}

const AUTHORITY = {
  id: 'u9',
  grantor: 'site-422',
  grantor_name: 'Huyện Con Cuông',
  holder: 'site-417',
  holder_name: 'Huyện Kỳ Sơn',
  document: 'GUQ 12/2026',
  poll: null,
  by: 'officer-3',
  at: at(800),
};

/** Puts votes into a view. */
export function withVotes(view, role, scene) {
  const poll = POLLS[scene]?.(view);
  const draft = plan({
    id: 'v2',
    question: 'Lùi thời hạn giải ngân vốn sự nghiệp đến ngày 31/01/2027?',
    quorum: null,
  });
  const all = poll ? [poll, draft] : [draft];
  view.polls = {
    order: all.map(({ id }) => id),
    items: Object.fromEntries(all.map((one) => [one.id, one])),
    open: poll?.state === 'open' ? 'v1' : null,
    proxies: [AUTHORITY],
  };
  const runs = role === 'chair' || role === 'secretary';
  Object.assign(view.me, ownRows(view, role, scene, poll), {
    poll_desk: runs && poll ? { v1: desk(view, role, scene, poll) } : {},
  });
  view.me.can = [...view.me.can, ...(CAN[role] ?? [])];
}
