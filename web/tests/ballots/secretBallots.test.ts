// A browser's secret ballots: one credential, one ballot in the box, whatever is cut, killed or pressed twice.
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ApiError } from '../../src/api/errors';
import { SecretBallots } from '../../src/ballots/secretBallots';
import { FakeBox, MemoryDrawer, noWaiting } from './fakeBox';

const SEAT = 'delegate-an';
let box: FakeBox;
let drawer: MemoryDrawer;

const browser = () => new SecretBallots('demo', drawer, box, noWaiting);
const inBox = () => [...box.ballots.values()].map((ballot) => ballot.choices);

beforeAll(async () => {
  box = await FakeBox.made();
});

beforeEach(() => {
  drawer = new MemoryDrawer();
  box.signed.clear();
  box.ballots.clear();
  box.requests.length = 0;
  box.refusals.length = 0;
  box.lost = 0;
});

describe('taking the credential', () => {
  it('is done once, before anything is chosen', async () => {
    const mine = browser();
    expect(mine.of('v1', SEAT).state).toBe('none');
    await Promise.all([mine.ensure('v1', box.spki, SEAT), mine.ensure('v1', box.spki, SEAT)]);
    expect(mine.of('v1', SEAT)).toEqual({ state: 'ready', choices: null, code: null });
    expect(box.requests).toEqual(['credential']);
  });

  it('goes on after a reload with what was asked for before', async () => {
    box.refusals.push(new ApiError('session.required', '', 401));
    await browser().ensure('v1', box.spki, SEAT);
    const again = browser();
    await again.ensure('v1', box.spki, SEAT);
    expect(again.of('v1', SEAT).state).toBe('ready');
  });

  it('survives an answer lost on the way', async () => {
    box.lost = 2;
    const mine = browser();
    await mine.ensure('v1', box.spki, SEAT);
    expect(mine.of('v1', SEAT).state).toBe('ready');
    expect(box.requests).toEqual(['credential', 'credential', 'credential']);
  });

  it('waits for a box that is being prepared', async () => {
    box.refusals.push(new ApiError('ballot.no_key', '', 409));
    const mine = browser();
    await mine.ensure('v1', box.spki, SEAT);
    expect(mine.of('v1', SEAT).state).toBe('ready');
  });

  it('says that another device of the seat has it', async () => {
    await browser().ensure('v1', box.spki, SEAT);
    drawer = new MemoryDrawer();
    const second = browser();
    await second.ensure('v1', box.spki, SEAT);
    expect(second.of('v1', SEAT)).toEqual({
      state: 'elsewhere',
      choices: null,
      code: 'ballot.credential_taken',
    });
  });

  it('keeps the credentials of two seats and two polls apart', async () => {
    const mine = browser();
    await mine.ensure('v1', box.spki, SEAT);
    await mine.ensure('v1', box.spki, 'delegate-binh');
    await mine.ensure('v2', box.spki, SEAT);
    expect(box.signed.size).toBe(3);
  });

  it('is not taken for a signature of something else', async () => {
    const other = await FakeBox.made();
    const mine = browser();
    await mine.ensure('v1', other.spki, SEAT);
    expect(mine.of('v1', SEAT).state).toBe('failed');
  });
});

describe('casting', () => {
  it('puts one ballot into the box, also when the answer is lost', async () => {
    const mine = browser();
    await mine.ensure('v1', box.spki, SEAT);
    box.lost = 3;
    await mine.cast('v1', SEAT, ['yes']);
    expect(mine.of('v1', SEAT)).toEqual({ state: 'cast', choices: ['yes'], code: null });
    expect(inBox()).toEqual([['yes']]);
  });

  it('goes on after the browser was killed while it was on its way', async () => {
    const mine = browser();
    await mine.ensure('v1', box.spki, SEAT);
    box.lost = 1;
    mine.end();
    await mine.cast('v1', SEAT, ['no']);
    expect(mine.of('v1', SEAT).state).toBe('casting');
    const again = browser();
    await again.ensure('v1', box.spki, SEAT);
    expect(again.of('v1', SEAT)).toEqual({ state: 'cast', choices: ['no'], code: null });
    expect(inBox()).toEqual([['no']]);
  });

  it('replaces the earlier choice under a higher number', async () => {
    const mine = browser();
    await mine.ensure('v1', box.spki, SEAT);
    await mine.cast('v1', SEAT, ['yes']);
    await mine.cast('v1', SEAT, ['no']);
    await mine.cast('v1', SEAT, ['no']);
    const [ballot] = box.ballots.values();
    expect([box.ballots.size, ballot?.choices, ballot?.change]).toEqual([1, ['no'], 1]);
  });

  it('tells nothing by the order of pressing', async () => {
    const mine = browser();
    await mine.ensure('v1', box.spki, SEAT);
    await mine.cast('v1', SEAT, ['o3', 'o1']);
    expect(inBox()).toEqual([['o1', 'o3']]);
  });

  it('keeps the vote that counts when another is refused', async () => {
    const mine = browser();
    await mine.ensure('v1', box.spki, SEAT);
    await mine.cast('v1', SEAT, ['yes']);
    box.refusals.push(new ApiError('ballot.already_cast', '', 409));
    await mine.cast('v1', SEAT, ['no']);
    expect(mine.of('v1', SEAT)).toEqual({ state: 'failed', choices: ['yes'], code: 'ballot.already_cast' });
    const again = browser();
    await again.ensure('v1', box.spki, SEAT);
    expect(again.of('v1', SEAT)).toEqual({ state: 'cast', choices: ['yes'], code: null });
  });

  it('does not send without a credential', async () => {
    const mine = browser();
    await mine.cast('v1', SEAT, ['yes']);
    expect(mine.of('v1', SEAT).code).toBe('ballot.no_key');
    expect(box.requests).toEqual([]);
  });

  it('says that the vote was closed before', async () => {
    const mine = browser();
    await mine.ensure('v1', box.spki, SEAT);
    box.refusals.push(new ApiError('poll.closed', '', 409));
    await mine.cast('v1', SEAT, ['yes']);
    expect(mine.of('v1', SEAT)).toEqual({ state: 'failed', choices: null, code: 'poll.closed' });
  });

  it('names nobody in what it sends', async () => {
    const mine = browser();
    await mine.ensure('v1', box.spki, SEAT);
    await mine.cast('v1', SEAT, ['yes']);
    const [ballot] = box.ballots.values();
    expect(Object.keys(ballot ?? {}).sort()).toEqual([
      'change',
      'choices',
      'meeting',
      'poll',
      'proof',
      'serial',
      'signature',
    ]);
    expect([...box.signed.values()]).not.toContain(ballot?.serial);
  });
});

it('throws away what belongs to polls that are over', async () => {
  const mine = browser();
  await mine.ensure('v1', box.spki, SEAT);
  await mine.ensure('v2', box.spki, SEAT);
  await mine.sweep((poll) => poll === 'v2');
  expect([...drawer.slips.keys()]).toEqual([`demo/v2/${SEAT}`]);
  expect(mine.of('v1', SEAT).state).toBe('none');
});
