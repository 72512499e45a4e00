// The made-up meeting's marked paper: scenes `secret` (in front), `relaxed`, `recalled`; its access log and recall.
const iso = (ms) => new Date(ms).toISOString();
const ago = (s) => iso(Date.now() - s * 1000);

export const SECRECY_CAN = ['marking.relax', 'marking.restore', 'marking.lower', 'marking.recall'];
const MEMBERS = ['chair', 'deputy', 'secretary', 'site', 'delegate'];

const rules = (role) => ({
  normal: {
    label: '',
    readable: true,
    download: true,
    kept: true,
    selectable: true,
    watermark: false,
    recall: false,
  },
  confidential: {
    label: 'MẬT',
    readable: MEMBERS.includes(role),
    download: false,
    kept: false,
    selectable: false,
    watermark: true,
    recall: true,
  },
});

/** Adds what holds for the sake of marked papers; in the scenes it is about, the paper in front is one. */
export function withSecrecy(view, role, scene) {
  view.secrecy = { shut: {}, relaxed: {}, recalled: {}, rules: rules(role) };
  if (!['secret', 'relaxed', 'recalled'].includes(scene)) return view;
  view.papers.items.p1.marking = 'confidential';
  const shut = { since: ago(240), paper: 'p1' };
  if (scene === 'relaxed') {
    view.secrecy.shut = { outsiders: shut };
    view.secrecy.relaxed = {
      recording: { at: ago(30), by: 'officer-1', reason: 'Phục vụ lập biên bản cuộc họp' },
    };
  } else view.secrecy.shut = { recording: shut, streaming: shut, outsiders: shut };
  if (scene === 'recalled') view.secrecy.recalled = { p1: ago(20) };
  view.recording.on = false;
  if (role === 'observer') {
    view.me.barred = 'marking.no_outsiders';
    view.front.paper = null;
  }
  return view;
}

const line = (number, seat, who, what, page, outcome, s) => ({
  number,
  seat,
  who,
  office: '',
  role: 'site',
  what,
  page,
  outcome,
  at: ago(s),
  device: `a${number}7c40de91b2`,
  paper: 'p1',
  version: 2,
  session: '',
  prev: '',
  hash: '',
});

export function secrecyAnswer(path) {
  if (path.endsWith('/markings/access'))
    return {
      lines: [
        line(1, 'site-417', 'Huyện Kỳ Sơn', 'page', 3, 'given', 200),
        line(2, 'site-418', 'Huyện Tương Dương', 'page', 3, 'given', 199),
        line(3, 'delegate-d1', 'Lê Thị Hoa', 'text', 3, 'given', 150),
        line(4, '', '', 'address', 0, 'session.required', 90),
      ],
      head: 'x',
      broken_at: null,
    };
  if (path.endsWith('/markings/recall'))
    return {
      papers: [
        {
          paper: 'p1',
          title: '',
          recalled_at: ago(20),
          holders: [
            ['site-417', 'Huyện Kỳ Sơn', 'purged'],
            ['site-418', 'Huyện Tương Dương', 'lost'],
            ['delegate-d1', 'Lê Thị Hoa', 'waiting'],
          ].map(([seat, name, state]) => ({
            seat,
            name,
            state,
            device: '7c40de91b2aa',
            had_at: ago(200),
            purged_at: state === 'purged' ? ago(18) : null,
          })),
        },
      ],
      destroyed: [],
    };
  return undefined;
}
