// The program of the made-up meeting. Scenes: `single`, `dialogue`, `grid`, `nine`, `message`, `countdown`; else by the floor.
const LAYOUTS = {
  speaker: { least: 1, most: 1 },
  speaker_page: { least: 1, most: 1 },
  page_chair: { least: 0, most: 1 },
  dialogue: { least: 2, most: 2 },
  grid: { least: 1, most: 25 },
};

const CAN = ['set_mode', 'preview', 'take', 'cut', 'third', 'message', 'countdown', 'clear'].map(
  (name) => `program.${name}`,
);

function lineOf(view, seat) {
  const turn = view.floor.holders
    .map((id) => view.floor.requests[id])
    .find((one) => (one.site ?? one.seat) === seat);
  const hall = view.sites[seat]?.name;
  const officer = view.officers[seat];
  if (turn)
    return {
      seat,
      line1: turn.name,
      line2: turn.name === hall ? turn.office : [turn.office, hall].filter(Boolean).join(' · '),
      label: 'speaking',
      topic: turn.topic,
    };
  const label = seat === view.presiding ? 'presiding' : '';
  return { seat, line1: hall ?? officer.name, line2: officer?.office ?? '', label, topic: '' };
}

function sceneOf(view, scene) {
  const halls = Object.keys(view.sites);
  const [holder] = view.floor.holders.map((id) => view.floor.requests[id].site);
  if (scene === 'grid') return { layout: 'grid', sources: [view.presiding, ...halls] };
  if (scene === 'nine') return { layout: 'grid', sources: halls.slice(10, 19) };
  if (scene === 'dialogue') return { layout: 'dialogue', sources: ['site-429', 'site-STTTT'] };
  if (scene === 'single') return { layout: 'speaker', sources: ['site-429'] };
  if (holder) return { layout: view.front.paper ? 'speaker_page' : 'speaker', sources: [holder] };
  return { layout: view.front.paper ? 'page_chair' : 'speaker', sources: [view.presiding] };
}

function messagesOf(scene) {
  const at = new Date(Date.now() - 20_000).toISOString();
  const message = {
    id: 'n1',
    kind: 'message',
    text: 'Đề nghị các điểm cầu chuẩn bị ý kiến về phương án sơ tán dân cư vùng sạt lở',
    at,
    ends_at: null,
    to: null,
  };
  const countdown = {
    id: 'n2',
    kind: 'countdown',
    text: 'Họp tiếp sau',
    at,
    ends_at: new Date(Date.now() + 432_000).toISOString(),
    to: null,
  };
  const own = {
    ...message,
    id: 'n3',
    text: 'Xin chỉnh lại máy quay, hình đang bị ngược sáng',
    to: ['site-417', 'delegate-d1'],
  };
  if (['message', 'busy'].includes(scene)) return [message, own];
  return ['countdown', 'recess', 'grid'].includes(scene) ? [countdown] : [];
}

/** Puts the program into a view. */
export function direct(view, role, scene) {
  const officer = !['site', 'delegate', 'observer'].includes(role);
  const messages = messagesOf(scene);
  const air = sceneOf(view, scene);
  view.program = {
    mode: ['grid', 'nine', 'dialogue', 'single'].includes(scene) ? 'directed' : 'auto',
    ...air,
    page: air.layout.includes('page') && view.front.paper !== null,
    third: { show: true, lines: air.sources.map((seat) => lineOf(view, seat)) },
    messages: messages.filter((one) => officer || one.to === null),
  };
  view.me.messages = messages.filter((one) => one.to?.includes(view.me.seat));
  if (!officer) return;
  view.program.preview = { layout: 'dialogue', sources: ['site-417', 'site-CT'] };
  view.program.layouts = LAYOUTS;
  view.me.can = [...view.me.can, ...CAN];
}
