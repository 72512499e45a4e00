// Made-up private notes: sealed here as a browser seals them, kept in memory while the fixture runs. `locked`: no key.
import { webcrypto as crypto } from 'node:crypto';

const OWNER = 'account:x';
const MEETING = 'demo';
const KEY = Buffer.alloc(32, 7);
const KEY_ID = 'aaaaaaaaaaaa';
const rows = new Map();
let rev = 0;

const put = (id, box) =>
  rows.set(id, { id, meeting: MEETING, box, rev: ++rev, changed_at: new Date().toISOString() });

async function seal(id, note) {
  const key = await crypto.subtle.importKey('raw', KEY, 'AES-GCM', false, ['encrypt']);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const additionalData = new TextEncoder().encode(`giaoban-note/1|${OWNER}|${MEETING}|${id}`);
  const plain = new TextEncoder().encode(JSON.stringify({ v: 1, ...note }));
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, key, plain);
  return Buffer.concat([iv, Buffer.from(sealed)]).toString('base64');
}

const at = (minutes) => new Date(Date.now() - minutes * 60_000).toISOString();
const note = (more) => ({
  kind: 'note',
  text: '',
  colour: 'yellow',
  paper: 'p1',
  title: 'Báo cáo giải ngân vốn đầu tư công 10 tháng',
  marked: false,
  version: 2,
  page: 1,
  quote: null,
  sample: '',
  rects: [],
  at: at(20),
  recording_s: 300,
  made: at(20),
  changed: at(20),
  twin: null,
  ...more,
});
const quote = (exact) => ({ exact, prefix: '', suffix: '' });

const LIST = [
  note({
    text: 'Hỏi Sở Kế hoạch và Đầu tư: vì sao ba huyện miền núi mới đạt 38%?',
    colour: 'pink',
    quote: quote('tỷ lệ giải ngân của các huyện miền núi còn thấp'),
    rects: [
      [0.16, 0.3, 0.66, 0.02],
      [0.16, 0.325, 0.3, 0.02],
    ],
  }),
  note({
    kind: 'highlight',
    colour: 'green',
    quote: quote('hoàn thành trước ngày 31/12/2026'),
    rects: [[0.2, 0.46, 0.4, 0.02]],
    at: null,
    made: at(600),
  }),
  note({ kind: 'bookmark', at: null, made: at(500) }),
  note({ text: 'Trang này cần in màu cho thường trực.', colour: 'blue', page: 1, at: at(3) }),
  note({
    kind: 'highlight',
    version: 1,
    page: 4,
    quote: quote('tổng mức đầu tư điều chỉnh'),
    rects: [[0.2, 0.5, 0.4, 0.02]],
  }),
  note({ paper: 'p2', title: '', marked: true, version: 1, page: 2, text: 'Hỏi lại phương án ở điểm 2.' }),
];
for (const [n, one] of LIST.entries()) {
  const id = `00000000-0000-4000-8000-00000000000${n}`;
  put(id, await seal(id, one));
}

const locked = (ways) => [{ code: 'notes.locked', message: 'Ghi chú đang khóa.', details: { ways } }, 423];
const key = () => [{ owner: OWNER, key: KEY.toString('base64'), key_id: KEY_ID, by_password: true }, 200];

const ALWAYS = {
  '/session/device-link': () => [
    { url: `http://127.0.0.1:8080/j/${'x'.repeat(43)}`, expires_at: at(600) },
    201,
  ],
  '/notes/transfers': () => [{ code: 'HKMT-QWRB-7ZXN', expires_at: at(-10) }, 201],
  '/notes/marked': () => [{ [MEETING]: [] }, 200],
};

/** The answer with its status to a request about notes; undefined when it is about something else. */
export function notesAnswer(method, path, query, scene, body) {
  if (path === '/notes/key')
    return scene === 'locked' ? locked(['password', 'transfer']) : scene === 'lockedout' ? locked([]) : key();
  if (path === '/notes/unlock' || path === '/notes/transfers/claim') return key();
  if (path in ALWAYS) return ALWAYS[path]();
  if (path === '/notes/renounce') return [rows.clear(), 204];
  const [, id] = /^\/meetings\/[^/]+\/notes(?:\/([^/]+))?$/.exec(path) ?? [];
  if (path === '/notes' || (path.endsWith('/notes') && id === undefined && path.startsWith('/meetings/'))) {
    const notes = [...rows.values()].filter((row) => row.rev > Number(query.get('since') ?? 0));
    return [{ rev, key_id: KEY_ID, notes, more: false }, 200];
  }
  if (id === undefined) return undefined;
  if (method === 'DELETE') return [put(id, null) && null, 204];
  put(id, body.box);
  return [{ rev, changed_at: at(0) }, 200];
}
