// A made-up meeting of 24 sites with long Vietnamese names, for drawing screens without a server. Not part of the product.
import { withTimes } from './fixture-agenda.mjs';

import { attend } from './fixture-attendance.mjs';
import { addChecks } from './fixture-check.mjs';
import { enrichFloor, FLOOR_CAN } from './fixture-floor.mjs';
import { stretch } from './fixture-long.mjs';
import { PAPER_CAN, withPapers } from './fixture-papers.mjs';
import { direct } from './fixture-program.mjs';
import { SECRECY_CAN, withSecrecy } from './fixture-secrecy.mjs';
import { withAside } from './fixture-talkback.mjs';
import { withVotes } from './fixture-votes.mjs';

const SITES = `TU,Văn phòng Tỉnh ủy,Tỉnh ủy|UBND,Ủy ban nhân dân tỉnh,UBND tỉnh|STTTT,Sở Thông tin và Truyền thông,Sở TT&TT|CT,Cục Thuế tỉnh,Cục Thuế|413,Thị xã Cửa Lò,Cửa Lò|414,Thị xã Thái Hòa,Thái Hòa|432,Thị xã Hoàng Mai,Hoàng Mai|415,Huyện Quế Phong,Quế Phong|416,Huyện Quỳ Châu,Quỳ Châu|417,Huyện Kỳ Sơn,Kỳ Sơn|418,Huyện Tương Dương,Tương Dương|419,Huyện Nghĩa Đàn,Nghĩa Đàn|420,Huyện Quỳ Hợp,Quỳ Hợp|421,Huyện Quỳnh Lưu,Quỳnh Lưu|422,Huyện Con Cuông,Con Cuông|423,Huyện Tân Kỳ,Tân Kỳ|424,Huyện Anh Sơn,Anh Sơn|425,Huyện Diễn Châu,Diễn Châu|426,Huyện Yên Thành,Yên Thành|427,Huyện Đô Lương,Đô Lương|428,Huyện Thanh Chương,Thanh Chương|429,Huyện Nghi Lộc,Nghi Lộc|430,Huyện Nam Đàn,Nam Đàn|431,Huyện Hưng Nguyên,Hưng Nguyên`;

const iso = (ms) => new Date(ms).toISOString();
const ago = (s) => iso(Date.now() - s * 1000);

function sites(scene) {
  const missing = new Set(scene === 'full' ? ['418'] : ['418', '422']);
  const entries = SITES.split('|').map((line) => {
    const [code, name, short_name] = line.split(',');
    const seat = `site-${code}`;
    const present = !missing.has(code);
    return [
      seat,
      {
        seat,
        code,
        name,
        short_name,
        kind: 'district',
        present,
        since: present ? ago(5400) : null,
        lost_at: code === '418' ? ago(320) : null,
        roll: present ? 'present' : 'unknown',
        roll_note: '',
        microphone: 'closed',
        camera: true,
        screen_allowed: code === '425',
        may_present: false,
        delegates: code === '417' ? ['d1', 'd2'] : [],
      },
    ];
  });
  return Object.fromEntries(entries);
}

const officer = (seat, name, office, role, order, present = true) => ({
  seat,
  name,
  office,
  role,
  order,
  present,
  since: present ? ago(5600) : null,
  lost_at: null,
  roll: 'present',
  microphone: role === 'chair' ? 'open' : 'closed',
});

const request = (id, site, name, office, topic, age) => ({
  id,
  seat: site,
  site,
  delegate: null,
  name,
  office,
  topic,
  item: 'a2',
  requested_at: ago(age),
  state: 'waiting',
  granted_at: null,
  limit_s: null,
});

const CAN = {
  chair: [
    'meeting.recess',
    'meeting.close',
    'recording.stop',
    'recording.start',
    'floor.grant',
    'floor.deny',
    'floor.revoke',
    'floor.extend',
    'floor.invite',
    'mic.mute',
    'mic.unmute',
    'screen.allow',
    'screen.deny',
    'front.show',
    'front.turn',
    'front.hide',
    'front.allow',
    'front.disallow',
    'agenda.start',
    'agenda.finish',
    'chat.post',
    'decision.record',
    'roll.mark',
    'presiding.hand_over',
    ...FLOOR_CAN,
    ...PAPER_CAN,
    ...SECRECY_CAN,
  ],
  site: [
    'floor.request',
    'floor.withdraw',
    'floor.release',
    'chat.post',
    'question.ask',
    'question.withdraw',
  ],
  delegate: [
    'floor.request',
    'floor.withdraw',
    'floor.release',
    'chat.post',
    'delegate.check_in',
    'question.ask',
    'question.withdraw',
  ],
  observer: [],
};

/** The view of a role; `scene` is `turn` (somebody speaks), `open` (this seat speaks), `asked`, `quiet`, `recess`, `soon`, `over`. */
export function makeView(role, scene) {
  const view = {
    meeting: {
      id: 'demo',
      title: 'Giao ban trực tuyến tháng 11 năm 2026 về phát triển kinh tế – xã hội',
      state: scene === 'recess' ? 'recess' : scene === 'wait' ? 'scheduled' : 'in_session',
      scheduled_at: ago(4000),
      planned_s: 10800,
      opened_at: ago(3725),
      closed_at: null,
      cancelled_for: '',
      recess_since: scene === 'recess' ? ago(340) : null,
      auto_record: true,
    },
    recording: { on: scene !== 'wait', since: ago(3725), decided_by: 'officer-1', alarm: null },
    presiding: 'officer-1',
    sites: sites(scene),
    officers: {
      'officer-1': officer('officer-1', 'Nguyễn Thị Hồng Nhung', 'Chủ tịch Ủy ban nhân dân tỉnh', 'chair', 0),
      'officer-2': officer('officer-2', 'Trần Quốc Khánh', 'Phó Chủ tịch Ủy ban nhân dân tỉnh', 'deputy', 1),
      'officer-3': officer('officer-3', 'Phạm Minh Đức', 'Chánh Văn phòng', 'secretary', 2),
      'officer-4': officer('officer-4', 'Hoàng Văn Lực', 'Trung tâm điều hành', 'technician', 3, false),
    },
    delegates: {
      d1: {
        id: 'd1',
        seat: 'delegate-d1',
        name: 'Vừ Bá Xồng',
        office: 'Trưởng phòng Nông nghiệp',
        site: 'site-417',
        present: true,
        roll: 'present',
        checked_in_at: scene === 'quiet' ? null : ago(3000),
      },
      d2: {
        id: 'd2',
        seat: 'delegate-d2',
        name: 'Lô Thị Nguyệt',
        office: 'Phó Chủ tịch UBND huyện',
        site: 'site-417',
        present: false,
        roll: 'unknown',
        checked_in_at: null,
      },
    },
    agenda: {
      order: ['a1', 'a2', 'a3', 'a4'],
      current: 'a2',
      items: {
        a1: {
          id: 'a1',
          title: 'Khai mạc, điểm danh các điểm cầu',
          rapporteur: 'Văn phòng UBND tỉnh',
          planned_s: 900,
          state: 'done',
          started_at: null,
          spent_s: 1042,
        },
        a2: {
          id: 'a2',
          title: 'Báo cáo tình hình giải ngân vốn đầu tư công và ba chương trình mục tiêu quốc gia',
          rapporteur: 'Giám đốc Sở Kế hoạch và Đầu tư',
          planned_s: 3600,
          state: 'current',
          started_at: ago(1500),
          spent_s: 0,
        },
        a3: {
          id: 'a3',
          title: 'Công tác phòng, chống thiên tai ở các huyện miền núi, biên giới',
          rapporteur: 'Huyện Kỳ Sơn',
          planned_s: 2700,
          state: 'pending',
          started_at: null,
          spent_s: 0,
        },
        a4: {
          id: 'a4',
          title: 'Chủ trì kết luận',
          rapporteur: '',
          planned_s: 1800,
          state: 'pending',
          started_at: null,
          spent_s: 0,
        },
      },
    },
    floor: { max_open: 1, holders: [], queue: [], requests: {} },
    front: {
      paper: scene === 'wait' || scene === 'nopage' ? null : 'p1',
      page: 3,
      by: 'officer-1',
      at: ago(60),
    },
    chat: [
      {
        id: 'c1',
        seat: 'officer-4',
        name: 'Hoàng Văn Lực',
        text: 'Đề nghị các điểm cầu giữ micro đóng, khi được mời mới nói.',
        at: ago(3600),
      },
      {
        id: 'c2',
        seat: 'site-418',
        name: 'Huyện Tương Dương',
        text: 'Đường truyền ở huyện chập chờn do mưa, chúng tôi đang chuyển sang đường dự phòng.',
        at: ago(400),
      },
      { id: 'c3', seat: 'officer-3', name: 'Phạm Minh Đức', text: 'Đã ghi nhận.', at: ago(350) },
    ],
    decisions: {
      order: ['k1'],
      items: {
        k1: {
          id: 'k1',
          text: 'Giao Sở Kế hoạch và Đầu tư rà soát các dự án giải ngân dưới 30 %, báo cáo trước ngày 30/11.',
          item: 'a2',
          at: ago(500),
          by: 'officer-3',
        },
      },
    },
    me: {
      seat: 'site-417',
      role,
      name: 'Huyện Kỳ Sơn',
      site: 'site-417',
      presides: false,
      microphone: 'closed',
      request: null,
      holds_floor: false,
      rights: { camera: true, microphone: false, screen: false },
      may_present: false,
      can: CAN[role] ?? CAN.chair,
      denied:
        scene === 'denied'
          ? { request: 'r9', topic: 'Sạt lở quốc lộ 7A', reason: 'Để phần thảo luận', at: ago(5) }
          : null,
      ended:
        scene === 'ended'
          ? {
              request: 'r9',
              cause: 'officer',
              reason: 'Đã quá giờ, đề nghị gửi tiếp bằng văn bản',
              at: ago(5),
            }
          : null,
      mute_reason: scene === 'muted' ? 'Tiếng hú từ loa hội trường' : null,
    },
  };
  stage(view, scene);
  person(view, role, scene);
  enrichFloor(view, scene);
  attend(view, role, scene);
  addChecks(view, role, scene);
  direct(view, role, scene);
  Object.assign(view, withPapers(view, scene));
  withTimes(view, role, scene);
  withSecrecy(view, role, scene);
  withAside(view, role, scene);
  withVotes(view, role, scene);
  stretch(view, scene);
  return view;
}

function grant(view, r, limit_s, age) {
  Object.assign(r, { state: 'granted', granted_at: ago(age), limit_s });
  view.floor.requests[r.id] = r;
  view.floor.holders = [r.id];
  view.sites[r.site].microphone = 'open';
}

function stage(view, scene) {
  if (scene === 'wait') return;
  const queue = [
    request(
      'r2',
      'site-425',
      'Huyện Diễn Châu',
      '',
      'Vướng mắc giải phóng mặt bằng đường ven biển Nghi Sơn – Cửa Lò',
      260,
    ),
    request(
      'r3',
      'site-421',
      'Nguyễn Hữu Thắng',
      'Trưởng ban Quản lý dự án',
      'Đề nghị điều chỉnh nguồn vốn',
      140,
    ),
    request('r4', 'site-430', 'Huyện Nam Đàn', '', '', 45),
  ];
  if (scene === 'full')
    for (const [n, code] of ['417', '431', '428', '413', 'STTTT'].entries())
      queue.push(
        request(
          `r1${n}`,
          `site-${code}`,
          ['Hoàng Thị Minh Nguyệt', 'Nguyễn Đình Phương Thảo'][n] ?? view.sites[`site-${code}`].name,
          n < 2 ? 'Phó Giám đốc Sở Nông nghiệp và Phát triển nông thôn' : '',
          'Kiến nghị bổ sung kinh phí khắc phục hậu quả bão số 5 cho các xã biên giới',
          30 - n,
        ),
      );
  if (scene === 'asked')
    queue.splice(1, 0, request('r5', 'site-417', 'Huyện Kỳ Sơn', '', 'Sạt lở quốc lộ 7A', 30));
  for (const r of queue) {
    view.floor.requests[r.id] = r;
    view.floor.queue.push(r.id);
    view.sites[r.site].microphone = 'asked';
  }
  if (scene === 'quiet' || scene === 'recess') return;
  const own = ['open', 'busy', 'over'].includes(scene);
  const turn = own
    ? request('r1', 'site-417', 'Huyện Kỳ Sơn', '', 'Khắc phục sạt lở quốc lộ 7A', 400)
    : request(
        'r1',
        'site-429',
        'Đặng Thị Thanh Huyền',
        'Phó Chủ tịch UBND huyện',
        'Tiến độ các dự án trọng điểm trên địa bàn',
        400,
      );
  grant(view, turn, 300, scene === 'soon' ? 262 : scene === 'over' ? 335 : 94);
}

function person(view, role, scene) {
  const { me } = view;
  if (role === 'site') {
    me.microphone = view.sites['site-417'].microphone;
    me.holds_floor = me.microphone === 'open';
    if (scene === 'muted') me.microphone = view.sites['site-417'].microphone = 'muted';
    me.request = scene === 'asked' ? 'r5' : me.holds_floor ? 'r1' : null;
    me.rights.microphone = me.holds_floor;
  } else if (role === 'delegate') {
    Object.assign(me, {
      seat: 'delegate-d1',
      name: 'Vừ Bá Xồng',
      rights: { camera: false, microphone: false, screen: false },
      request: scene === 'asked' ? 'r5' : null,
      holds_floor: ['open', 'busy'].includes(scene),
    });
  } else if (role === 'observer') {
    Object.assign(me, {
      seat: 'observer-1',
      name: 'Theo dõi',
      site: null,
      rights: { camera: false, microphone: false, screen: false },
    });
  } else {
    const seat = { chair: 'officer-1', deputy: 'officer-2', secretary: 'officer-3', technician: 'officer-4' }[
      role
    ];
    Object.assign(me, {
      seat,
      name: view.officers[seat].name,
      site: null,
      presides: role === 'chair',
      microphone: role === 'chair' ? 'open' : 'closed',
      rights: { camera: true, microphone: role === 'chair', screen: role === 'chair' },
    });
  }
}
