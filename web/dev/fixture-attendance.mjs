// Attendance of the made-up meeting. Scenes: `calling` (a name is called out), `checkin` (nobody is in yet), `busy` (the same for a delegate who speaks), `left`, `met`.
const PEOPLE = [
  ['d1', 'Vừ Bá Xồng', 'Trưởng phòng Nông nghiệp và Phát triển nông thôn', '417'],
  ['d2', 'Lô Thị Nguyệt', 'Phó Chủ tịch UBND huyện', '417'],
  ['d3', 'Nguyễn Thị Phương Thảo', 'Trưởng phòng Tài chính – Kế hoạch', '417'],
  ['d4', 'Hoàng Đình Minh Nguyệt', 'Chủ tịch UBND huyện', '425'],
  ['d5', 'Cao Thị Hiền', 'Chánh Văn phòng HĐND và UBND', '425'],
  ['d6', 'Phan Văn Tuyên', 'Phó Chủ tịch UBND huyện', '429'],
];
const at = (s) => new Date(Date.now() - s * 1000).toISOString();

function attending([id, name, office, code], index, scene) {
  const substitute = id === 'd3' ? { name: 'Lầu Bá Chò', office: 'Phó Trưởng phòng' } : null;
  const presence = ['checkin', 'busy'].includes(scene)
    ? 'unknown'
    : (['here', 'unknown', 'here', 'here', 'absent', 'left'][index] ?? 'here');
  const entered = ['here', 'left'].includes(presence);
  return {
    id,
    seat: `delegate-${id}`,
    name: substitute ? `${substitute.name} (thay ${name})` : name,
    office: substitute?.office ?? office,
    site: `site-${code}`,
    present: presence === 'here',
    roll: { here: id === 'd4' ? 'late' : 'present', left: 'present', absent: 'excused', unknown: 'unknown' }[
      presence
    ],
    roll_note: id === 'd5' ? 'Dự họp Tỉnh ủy' : '',
    roll_by: 'officer-3',
    checked_in_at: entered ? at(3000) : null,
    invited: { name, office },
    answer: id === 'd2' ? null : id === 'd3' ? 'absent' : 'attending',
    answer_reason: id === 'd3' ? 'Đi công tác cơ sở' : '',
    substitute,
    presence,
    late: id === 'd4' && presence === 'here',
    entered_at: entered ? at(3000) : null,
    left_at: presence === 'left' ? at(420) : null,
  };
}

const PLAN = [
  { label: 'Hàng đầu', places: ['d2', 'd1', null, null] },
  { label: 'Hàng 2', places: [null, 'd3', null, null] },
];
const CHECK_IN = ['delegate.check_in', 'invitation.answer'];
const CAN = {
  site: ['roll.mark', 'delegate.leave', 'delegate.return', 'invitation.answer', 'seating.set'],
  secretary: [
    'roll.mark',
    'roll.call',
    'roll.finish',
    'quorum.set',
    'delegate.leave',
    'delegate.return',
    'invitation.answer',
    'seating.set',
    'delegate.add',
    'delegate.edit',
  ],
  chair: ['seating.set', 'quorum.set'],
};

/** Puts attendance into a view. */
export function attend(view, role, scene) {
  const people = PEOPLE.map((one, index) => attending(one, index, scene));
  view.delegates = Object.fromEntries(people.map((one) => [one.id, one]));
  for (const site of Object.values(view.sites))
    site.delegates = people.filter((one) => one.site === site.seat).map((one) => one.id);
  const here = people.filter((one) => one.presence === 'here').length;
  const need = scene === 'met' ? 3 : 4;
  const rule = {
    basis: 'delegates',
    at_least: { of: need === 3 ? 1 : 2, parts: need === 3 ? 2 : 3, over: false },
    count: null,
  };
  view.quorum = { basis: 'delegates', of: people.length, here, need, met: here >= need, rule };
  const called = view.delegates.d2;
  view.roll = {
    started_at: at(900),
    finished_at: null,
    called:
      scene === 'calling'
        ? { seat: called.seat, name: called.name, office: called.office, site: called.site }
        : null,
    next: 'delegate-d4',
  };
  const reads = ['chair', 'deputy', 'secretary', 'technician'].includes(role);
  view.seating = reads ? { 'site-417': PLAN } : {};
  view.checkin = reads ? { 'site-417': { code: '482913', until: at(-400) } } : {};
  Object.assign(view.me, {
    checkin_code: role === 'site' ? '482913' : null,
    seating: role === 'site' || role === 'delegate' ? PLAN : [],
    own_notes: role === 'site' ? { d3: { reason: 'Đi công tác cơ sở', note: '' } } : {},
  });
  const extra =
    role === 'delegate'
      ? ({ checkin: CHECK_IN, busy: CHECK_IN, left: ['delegate.return'] }[scene] ?? ['delegate.leave'])
      : (CAN[role] ?? []);
  view.me.can = [...view.me.can.filter((one) => one !== 'delegate.check_in'), ...extra];
  if (role === 'delegate' && scene === 'left')
    Object.assign(view.delegates.d1, { presence: 'left', left_at: at(300) });
}
