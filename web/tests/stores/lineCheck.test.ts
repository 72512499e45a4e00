import { beforeEach, expect, it } from 'vitest';
import type { CheckStep } from '../../src/api/view/checks';
import type { Outcome } from '../../src/stores/checkVerdicts';
import { LineCheck, type Steps, tally } from '../../src/stores/lineCheck';

const good: Outcome = { result: 'passed', code: 'good' };
let done: CheckStep[];
let waiting: Map<CheckStep, (outcome: Outcome) => void>;
let reports: [CheckStep, Outcome][];
let reported: () => void;
let check: LineCheck;
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

/** Steps that wait until the test ends them. */
function step(name: CheckStep): Steps[CheckStep] {
  return (tell, signal) =>
    new Promise((resolve, reject) => {
      done.push(name);
      tell({ progress: 0.5 });
      waiting.set(name, resolve);
      signal.addEventListener('abort', () => reject(signal.reason));
    });
}

async function finish(name: CheckStep, outcome: Outcome = good): Promise<void> {
  waiting.get(name)?.(outcome);
  await settle();
}

beforeEach(() => {
  done = [];
  waiting = new Map();
  reports = [];
  const steps = {
    camera: step('camera'),
    microphone: step('microphone'),
    echo: step('echo'),
    page: step('page'),
    round_trip: step('round_trip'),
  };
  check = new LineCheck(steps, (name, outcome) => {
    reports.push([name, outcome]);
    return new Promise<void>((resolve) => {
      reported = resolve;
    });
  });
});

it('does the steps one after the other, in their order, and reports each', async () => {
  check.ask(['page', 'camera']);
  expect(check.get()).toMatchObject({ running: 'camera', queue: ['page'], progress: 0.5 });
  await finish('camera');
  expect(check.get()).toMatchObject({ running: 'page', queue: [] });
  await finish('page', { result: 'failed', code: 'slow' });
  expect(check.get()).toMatchObject({ running: null, progress: 0 });
  expect(reports.map(([name, { code }]) => `${name} ${code}`)).toEqual(['camera good', 'page slow']);
  expect(tally(check.get().outcomes)).toEqual({ done: 2, good: 1 });
});

it('does not do twice what is running, waiting or being reported', async () => {
  check.ask(['camera', 'page']);
  check.ask(['camera', 'page']);
  await finish('camera');
  check.ask(['camera', 'page']);
  expect(done).toEqual(['camera', 'page']);
  reported();
  await settle();
  check.ask(['camera']);
  await finish('page');
  expect(done).toEqual(['camera', 'page', 'camera']);
});

it('forgets what a step came to when it is asked again', async () => {
  check.ask(['camera']);
  await finish('camera');
  reported();
  await settle();
  check.ask(['camera']);
  expect(check.get().outcomes.camera).toBeUndefined();
});

it('leaves a step out on request, and says so', async () => {
  check.ask(['camera', 'microphone', 'echo']);
  check.skip('echo');
  check.skip('camera');
  await settle();
  expect(reports).toEqual([['camera', { result: 'skipped', code: 'skipped' }]]);
  expect(check.get()).toMatchObject({ running: 'microphone', queue: [] });
});

it('can be stopped; nothing is reported of what was running', async () => {
  check.ask(['camera', 'page']);
  check.stop();
  await settle();
  expect(check.get()).toMatchObject({ running: null, queue: [] });
  expect(reports).toEqual([]);
  check.ask(['page']);
  expect(check.get().running).toBe('page');
});
