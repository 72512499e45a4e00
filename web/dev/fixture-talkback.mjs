// Talk-back and what is asked of machines in the made-up meeting; the scene `aside` shows both.
export function withAside(view, role, scene) {
  const { me } = view;
  view.remotes = { order: [], items: {} };
  view.talkbacks = {};
  me.remote = me.talkback = null;
  if (me.can.includes('agenda.start') || role === 'technician')
    me.can.push('talkback.open', 'talkback.close', 'remote.ask', 'remote.cancel');
  if (scene !== 'aside') return;
  const now = new Date().toISOString();
  const ask = {
    id: 'x1',
    seat: 'site-417',
    action: 'reload',
    device: null,
    by: 'officer-4',
    at: now,
    note: '',
  };
  const by_name = view.officers['officer-4'].name;
  if (role === 'site') {
    me.remote = { ...ask, state: 'asked', by_name };
    me.talkback = { by: 'officer-4', by_name, since: now };
  } else {
    view.remotes = { order: ['x1'], items: { x1: { ...ask, state: 'asked' } } };
    view.talkbacks = { 'site-417': { by: me.seat, since: now } };
  }
}
