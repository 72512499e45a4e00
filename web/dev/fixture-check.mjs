// The line check of the made-up meeting: scene `check` is a run under way twelve minutes before opening, `checked` a hall's own.
const STEPS = ['camera', 'microphone', 'echo', 'page', 'round_trip'];
const FIGURES = {
  camera: {
    value: 720,
    unit: 'px',
    measures: [
      { name: 'width', value: 1280, unit: 'px' },
      { name: 'rate', value: 25, unit: 'fps' },
    ],
  },
  microphone: { value: -28, unit: 'dBFS', measures: [{ name: 'floor', value: -61, unit: 'dBFS' }] },
  echo: { value: 34, unit: 'dB', measures: [{ name: 'remains', value: 2, unit: 'dB' }] },
  page: { value: 412, unit: 'ms', measures: [{ name: 'size', value: 880, unit: 'kB' }] },
  round_trip: { value: 38, unit: 'ms', measures: [{ name: 'loss', value: 0, unit: '%' }] },
};
const ago = (s) => new Date(Date.now() - s * 1000).toISOString();

const result = (seat, step, n, more = {}) => ({
  result: 'passed',
  code: step === 'round_trip' ? 'udp' : 'good',
  ...FIGURES[step],
  at: ago(600 - 9 * n),
  by: seat,
  by_hand: false,
  note: '',
  stale: false,
  ...more,
});

const failed = (code) => ({ result: 'failed', code });
const TROUBLES = {
  'site-413': { camera: failed('black') },
  'site-416': { echo: failed('not_heard') },
  'site-420': { microphone: failed('silent'), echo: failed('no_microphone') },
  'site-424': { round_trip: { ...failed('slow'), value: 620 } },
  'site-427': {
    echo: {
      code: 'by_hand',
      by: 'officer-4',
      by_hand: true,
      note: 'Đã gọi điện, nghe rõ hai chiều',
      measures: [],
      value: null,
      unit: '',
    },
  },
  'site-429': Object.fromEntries(STEPS.map((step) => [step, { stale: true }])),
};

function siteCheck(seat, n, present) {
  if (!present) return { ready: false, stale: false, todo: STEPS, steps: {} };
  const done = seat === 'site-431' ? STEPS.slice(0, 2) : STEPS;
  const troubles = TROUBLES[seat] ?? {};
  const steps = Object.fromEntries(done.map((step) => [step, result(seat, step, n, troubles[step])]));
  const good = done.every((step) => steps[step].result === 'passed' && !steps[step].stale);
  return {
    ready: good && done.length === STEPS.length,
    stale: Object.values(steps).some((step) => step.stale),
    todo: STEPS.filter((step) => !done.includes(step)),
    steps,
  };
}

/** Adds the line check to a view. */
export function addChecks(view, role, scene) {
  view.me.check = scene === 'check' && role === 'site' ? STEPS : [];
  view.me.checked =
    scene === 'checked' ? { camera: result(view.me.seat, 'camera', 1, { ...failed('black') }) } : {};
  const officer = !['site', 'delegate', 'observer'].includes(role);
  view.checks = officer ? { run: null, sites: {}, alarms: [] } : null;
  if (scene !== 'check' && scene !== 'checked') return;
  view.meeting.state = 'line_check';
  view.meeting.scheduled_at = new Date(Date.now() + 12 * 60_000).toISOString();
  view.me.can = [...view.me.can, 'check.report', 'check.change_device'];
  if (!officer) return;
  view.me.can = [...view.me.can, 'check.again', 'check.confirm', 'check.finish'];
  const seats = Object.values(view.sites);
  const sites = Object.fromEntries(seats.map(({ seat, present }, n) => [seat, siteCheck(seat, n, present)]));
  const missing = Object.keys(sites).filter((seat) => !sites[seat].ready);
  view.checks = {
    run: { started_at: ago(900), finished_at: null, by: 'officer-4' },
    sites,
    alarms: [{ minutes: 15, at: ago(180), opening: view.meeting.scheduled_at, missing }],
  };
}
