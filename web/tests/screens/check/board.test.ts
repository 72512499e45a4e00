import { expect, it } from 'vitest';
import type { View } from '../../../src/api/view';
import type { CheckResult, SiteCheck } from '../../../src/api/view/checks';
import { translate } from '../../../src/i18n';
import { alarmNow, boardRows, isRunning, stepState } from '../../../src/screens/check/board';
import { figuresOf, sentenceOf } from '../../../src/screens/check/checkWords';

const OPENING = '2026-11-23T01:30:00.000Z';
const t = (key: Parameters<typeof translate>[1], params?: Parameters<typeof translate>[2]) =>
  translate('vi', key, params);

const found = (more: Partial<CheckResult> = {}): CheckResult => ({
  result: 'passed',
  code: 'good',
  value: null,
  unit: '',
  measures: [],
  at: OPENING,
  by: 'site-417',
  by_hand: false,
  note: '',
  stale: false,
  ...more,
});
const site = (more: Partial<SiteCheck> = {}): SiteCheck => ({
  ready: false,
  stale: false,
  todo: [],
  steps: {},
  ...more,
});

function view(sites: Record<string, SiteCheck>, minutes = [15], state = 'line_check'): View {
  return {
    meeting: { state, scheduled_at: OPENING },
    sites: { 'site-417': { seat: 'site-417' }, 'site-418': { seat: 'site-418' } },
    checks: {
      run: { started_at: OPENING, finished_at: null, by: 'officer-1' },
      sites,
      alarms: minutes.map((one) => ({
        minutes: one,
        at: OPENING,
        opening: OPENING,
        missing: ['site-417', 'site-418'],
      })),
    },
  } as unknown as View;
}

it('shows how a step stands: asked again before what it came to, old results as old', () => {
  const check = site({
    todo: ['echo'],
    steps: { camera: found(), page: found({ stale: true }), echo: found() },
  });
  expect(stepState(check, 'camera')).toBe('passed');
  expect(stepState(check, 'page')).toBe('stale');
  expect(stepState(check, 'echo')).toBe('todo');
  expect(stepState(check, 'microphone')).toBe('none');
});

it('has a row for every hall, also one nobody has checked', () => {
  const shown = view({ 'site-417': site({ ready: true }) });
  const rows = boardRows(shown, shown.checks ?? ({} as never));
  expect(rows.map((row) => row.check.ready)).toEqual([true, false]);
  expect(isRunning(shown.checks ?? ({} as never))).toBe(true);
});

it('names in the alarm only halls that are still not ready', () => {
  const shown = view({ 'site-417': site({ ready: true }), 'site-418': site() });
  expect(alarmNow(shown)).toEqual({ id: `${OPENING}/15`, missing: ['site-418'] });
});

it('is quiet once everybody is ready, once the meeting is open, and about another opening', () => {
  const both = { 'site-417': site({ ready: true }), 'site-418': site({ ready: true }) };
  expect(alarmNow(view(both))).toBeNull();
  expect(alarmNow(view({ 'site-417': site(), 'site-418': site() }, [15], 'in_session'))).toBeNull();
  const moved = view({ 'site-417': site(), 'site-418': site() });
  const later = { ...moved, meeting: { ...moved.meeting, scheduled_at: '2026-11-24T01:30:00.000Z' } };
  expect(alarmNow(later as View)).toBeNull();
  expect(alarmNow(view({}, []))).toBeNull();
});

it('shows the latest of several alarms', () => {
  expect(alarmNow(view({ 'site-417': site() }, [60, 15, 10]))?.id).toBe(`${OPENING}/10`);
});

it('says in one sentence what was found, by the machine or by an officer', () => {
  expect(sentenceOf(t, 'camera', { result: 'failed', code: 'black' })).toMatch(/^Hình đen: mở nắp/);
  expect(sentenceOf(t, 'echo', { result: 'skipped', code: 'skipped' })).toBe('Điểm cầu bỏ qua bước này.');
  expect(sentenceOf(t, 'echo', found({ code: 'by_hand', note: 'đã gọi' }))).toBe('Xác nhận bằng tay: đã gọi');
});

it('writes figures the way people read them', () => {
  const picture = { name: 'width', value: 1280, unit: 'px' };
  const rate = { name: 'rate', value: 25, unit: 'fps' };
  expect(figuresOf(t, found({ value: 720, unit: 'px', measures: [picture, rate] }))).toBe(
    '1280×720 · 25 hình/giây',
  );
  const floor = { name: 'floor', value: -61, unit: 'dBFS' };
  expect(figuresOf(t, found({ value: -28, unit: 'dBFS', measures: [floor] }))).toBe('−28 dB · nền −61 dB');
  expect(figuresOf(t, found())).toBe('');
});
