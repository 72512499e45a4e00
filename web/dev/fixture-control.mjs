// A made-up board of 24 lines: most are well, some have each kind of trouble. Scenes: `well`, `clock`, else many troubles.
const POINTS = 360;
const STEP_S = 10;
const CODES = [
  ['site.offline', 100],
  ['site.no_media', 95],
  ['site.muted_at_device', 90],
  ['site.silent_in_turn', 85],
  ['site.sends_closed', 80],
  ['site.echo', 70],
  ['site.lossy', 60],
  ['site.black', 55],
  ['site.frozen', 55],
  ['site.slow', 50],
  ['site.battery', 50],
  ['site.clipping', 40],
  ['site.no_camera', 40],
  ['site.hidden', 30],
  ['site.not_following', 30],
  ['site.tcp_only', 20],
  ['site.clock', 15],
  ['site.relayed', 5],
];
const WEIGHTS = Object.fromEntries(CODES);

const WELL = {
  path: 'udp',
  quality: 2,
  media: true,
  picture: 'ok',
  sound: 'ok',
  battery: null,
  charging: null,
  browser: 'Chrome 141',
  hidden: false,
  follows: true,
  clock_ms: 42,
  papers_held: 12,
  papers_of: 12,
  papers_share: 1,
  warnings: [],
};
const GONE = { ...WELL, path: null, quality: null, media: false, picture: null, sound: null, browser: null };

/** By the site's code: what is different from a line that is well. */
const TROUBLES = {
  418: { ...GONE, warnings: ['site.offline'] },
  422: { ...GONE, warnings: ['site.offline'] },
  429: { sound: 'silent', warnings: ['site.silent_in_turn', 'site.lossy'] },
  416: { warnings: ['site.sends_closed'], browser: 'Edge 140' },
  420: { sound: 'echo', warnings: ['site.echo'] },
  417: { path: 'tcp', warnings: ['site.lossy', 'site.slow', 'site.tcp_only'] },
  421: { picture: 'black', warnings: ['site.black'] },
  426: { picture: 'frozen', warnings: ['site.frozen', 'site.battery'], battery: 14, charging: false },
  431: { sound: 'clipping', warnings: ['site.clipping'], battery: 63, charging: true },
  424: { hidden: true, warnings: ['site.hidden'] },
  428: { follows: false, warnings: ['site.not_following'] },
  413: { path: 'tcp', warnings: ['site.tcp_only'], browser: 'Firefox 143' },
  STTTT: { path: 'turn', warnings: ['site.relayed', 'site.clock'], clock_ms: -93_000 },
  430: { battery: 88, charging: true, browser: 'Safari 18.2' },
};

/** Numbers that look alike at every opening. */
function noise(seed) {
  let state = seed * 2654435761;
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return state / 4294967296;
  };
}

function hourOf(n, bad, gone) {
  const next = noise(n + 1);
  const series = { up_bps: [], down_bps: [], loss_up: [], loss_down: [], rtt_ms: [] };
  for (let at = 0; at < POINTS; at += 1) {
    const storm = bad && at > POINTS - 70 - n;
    const lost = gone && at > POINTS - 45;
    const put = (name, value) => series[name].push(lost ? null : value);
    put('up_bps', Math.round((storm ? 320_000 : 1_250_000) * (0.85 + 0.3 * next())));
    put('down_bps', Math.round((storm ? 700_000 : 1_900_000) * (0.85 + 0.3 * next())));
    put('loss_up', storm ? 0.03 + 0.09 * next() : next() > 0.97 ? 0.02 : 0.001);
    put('loss_down', storm ? 0.02 + 0.05 * next() : 0.001);
    put('rtt_ms', Math.round((storm ? 380 : 22 + (n % 7) * 6) * (0.8 + 0.5 * next())));
  }
  return { t0: new Date(Date.now() - POINTS * STEP_S * 1000).toISOString(), step_s: STEP_S, ...series };
}

function levelOf(warnings) {
  const worst = Math.max(0, ...warnings.map((code) => WEIGHTS[code]));
  return worst >= 80 ? 'alarm' : worst >= 40 ? 'warning' : worst > 0 ? 'notice' : 'ok';
}

export function makeBoard(view, scene) {
  const rows = {};
  const history = {};
  for (const [n, site] of Object.values(view.sites).entries()) {
    const told = scene === 'well' ? {} : (TROUBLES[site.code] ?? {});
    const { warnings = [] } = told;
    const gone = warnings.includes('site.offline');
    const hour = hourOf(n, warnings.includes('site.lossy'), gone);
    const last = (name) => hour[name].at(-1);
    const figures = Object.fromEntries(
      ['up_bps', 'down_bps', 'loss_up', 'loss_down', 'rtt_ms'].map((name) => [name, last(name)]),
    );
    rows[site.seat] = {
      ...WELL,
      ...figures,
      ...told,
      score: warnings.reduce((sum, code) => sum + WEIGHTS[code], 0),
      level: levelOf(warnings),
    };
    history[site.seat] = hour;
  }
  const now = new Date().toISOString();
  const alarms = scene === 'well' ? [] : [{ code: 'clock.jumped', at: now, by_s: 3600 }];
  return {
    now,
    since: new Date(Date.now() - 4_000_000).toISOString(),
    alarms: scene === 'clock' ? alarms : [],
    rows,
    history,
  };
}
