// A browser's secret ballots: one credential, one ballot in the box, whatever is cut, killed or pressed twice.
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError } from '../../src/api/errors';
import { forgetVotesIn } from '../../src/ballots/forget';
import { SecretBallots } from '../../src/ballots/secretBallots';
import { overHttp, type SentBallot } from '../../src/ballots/sending';
import { FakeBox, MemoryDrawer, noWaiting } from './fakeBox';

// Real keys are made here, which takes a busy machine its time.
vi.setConfig({ testTimeout: 60_000 });

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

  it('says that it was not sent where the disk takes no more, and is sent once there is room', async () => {
    const mine = browser();
    await mine.ensure('v1', box.spki, SEAT);
    await mine.cast('v1', SEAT, ['yes']);
    const write = vi.spyOn(drawer, 'write').mockRejectedValue(new DOMException('', 'QuotaExceededError'));
    await mine.cast('v1', SEAT, ['no']);
    expect(mine.of('v1', SEAT)).toEqual({ state: 'failed', choices: ['yes'], code: 'ballot.not_kept' });
    expect(inBox()).toEqual([['yes']]);
    write.mockRestore();
    await mine.cast('v1', SEAT, ['no']);
    expect(mine.of('v1', SEAT).state).toBe('cast');
    expect(inBox()).toEqual([['no']]);
  });

  it('is in the box also where the disk takes no more just then', async () => {
    const mine = browser();
    await mine.ensure('v1', box.spki, SEAT);
    const write = vi.spyOn(drawer, 'write');
    write.mockImplementationOnce(async (slip) => void drawer.slips.set(slip.name, slip));
    write.mockRejectedValue(new DOMException('', 'QuotaExceededError'));
    await mine.cast('v1', SEAT, ['yes']);
    expect(mine.of('v1', SEAT)).toEqual({ state: 'cast', choices: ['yes'], code: null });
    const again = browser();
    write.mockRestore();
    await again.ensure('v1', box.spki, SEAT);
    expect(again.of('v1', SEAT).state).toBe('cast');
    expect(box.ballots.size).toBe(1);
  });

  it('says that the vote was closed before', async () => {
    const mine = browser();
    await mine.ensure('v1', box.spki, SEAT);
    box.refusals.push(new ApiError('poll.closed', '', 409));
    await mine.cast('v1', SEAT, ['yes']);
    expect(mine.of('v1', SEAT)).toEqual({ state: 'failed', choices: null, code: 'poll.closed' });
  });

  it('could not be confirmed when an answer was lost and the vote was closed then', async () => {
    const mine = browser();
    await mine.ensure('v1', box.spki, SEAT);
    box.refusals.push(new ApiError('network.unreachable', '', 0), new ApiError('poll.closed', '', 409));
    await mine.cast('v1', SEAT, ['yes']);
    expect(mine.of('v1', SEAT).state).toBe('unconfirmed');
    expect(mine.ending('v1')).toBe('unconfirmed');
  });

  it('came too late for sure when the first answer says that the vote was closed', async () => {
    const mine = browser();
    await mine.ensure('v1', box.spki, SEAT);
    box.refusals.push(new ApiError('poll.closed', '', 409));
    await mine.cast('v1', SEAT, ['yes']);
    expect([mine.ending('v1'), mine.ending('v2')]).toEqual(['late', null]);
    await mine.sweep(() => false);
    expect([mine.ending('v1'), drawer.slips.size]).toEqual(['late', 0]);
  });

  it('could not be confirmed when the browser was killed and the vote was over then', async () => {
    const mine = browser();
    await mine.ensure('v1', box.spki, SEAT);
    mine.end();
    box.refusals.push(new ApiError('network.unreachable', '', 0));
    await mine.cast('v1', SEAT, ['no']);
    const again = browser();
    box.refusals.push(new ApiError('poll.closed', '', 409));
    await again.sweep(() => false);
    expect([again.ending('v1'), drawer.slips.size]).toEqual(['unconfirmed', 0]);
    expect(again.of('v1', SEAT).choices).toBeNull();
  });

  it('is confirmed after the end when the box says that it has it', async () => {
    const mine = browser();
    await mine.ensure('v1', box.spki, SEAT);
    mine.end();
    box.lost = 1;
    await mine.cast('v1', SEAT, ['no']);
    const again = browser();
    await again.sweep(() => false);
    expect([again.ending('v1'), drawer.slips.size]).toEqual([null, 0]);
  });

  it('stays on disk while nobody answers and the screen is closed', async () => {
    const mine = browser();
    await mine.ensure('v1', box.spki, SEAT);
    mine.end();
    box.refusals.push(new ApiError('network.unreachable', '', 0), new ApiError('network.unreachable', '', 0));
    await mine.cast('v1', SEAT, ['no']);
    await mine.sweep(() => false);
    expect(drawer.slips.size).toBe(1);
  });

  it('rises in number with every other choice, also after one that was refused', async () => {
    const mine = browser();
    await mine.ensure('v1', box.spki, SEAT);
    const sent: [string, number][] = [];
    const cast = box.cast.bind(box);
    box.cast = (ballot) => {
      sent.push([ballot.choices.join(), ballot.change]);
      return cast(ballot);
    };
    box.refusals.push(new ApiError('ballot.bad_credential', '', 403));
    for (const choice of ['yes', 'no', 'no', 'yes']) await mine.cast('v1', SEAT, [choice]);
    box.cast = cast;
    expect(sent).toEqual([
      ['yes', 0],
      ['no', 1],
      ['no', 1],
      ['yes', 2],
    ]);
  });

  it('waits a moment of chance, no longer than the vote is open, and not again after a reload', async () => {
    const waits: number[] = [];
    const pace = { ...noWaiting, wait: async (ms: number) => void waits.push(ms) };
    const mine = new SecretBallots('demo', drawer, box, pace);
    await mine.ensure('v1', box.spki, SEAT);
    await mine.cast('v1', SEAT, ['yes']);
    await mine.cast('v1', SEAT, ['no'], 2600);
    await mine.cast('v1', SEAT, ['yes'], 900);
    expect(waits).toEqual([750, 300, 0]);
    mine.end();
    box.refusals.push(new ApiError('network.unreachable', '', 0));
    await mine.cast('v1', SEAT, ['no']);
    waits.length = 0;
    await new SecretBallots('demo', drawer, box, pace).ensure('v1', box.spki, SEAT);
    expect(waits).toEqual([0]);
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

it('tells nothing of a vote whose credential came after its end, since nobody voted', async () => {
  box.refusals.push(new ApiError('poll.closed', '', 409));
  const mine = browser();
  await mine.ensure('v1', box.spki, SEAT);
  expect([mine.of('v1', SEAT).state, mine.ending('v1')]).toEqual(['none', null]);
});

it('throws away what other meetings left a week ago, and nothing younger', async () => {
  const other = (meeting: string, now: number) =>
    new SecretBallots(meeting, drawer, box, { ...noWaiting, now: () => now }).ensure('v1', box.spki, SEAT);
  const now = Date.now();
  await other('old', now - 8 * 86_400_000);
  await other('young', now - 6 * 86_400_000);
  await browser().sweep(() => true);
  expect([...drawer.slips.keys()]).toEqual([`young/v1/${SEAT}`]);
});

it('leaves no vote behind for who signs out, but the credential for who signs in again', async () => {
  const under = (slot: string) => new SecretBallots('demo', drawer, box, noWaiting, slot);
  const mine = under('a');
  await mine.ensure('v1', box.spki, SEAT);
  await mine.ensure('v2', box.spki, SEAT);
  await mine.cast('v1', SEAT, ['yes']);
  const other = under('b');
  await other.ensure('v1', box.spki, 'delegate-binh');
  await other.cast('v1', 'delegate-binh', ['no']);
  await forgetVotesIn(drawer, 'a');
  expect([...drawer.slips.keys()].sort()).toEqual(['demo/v1/delegate-binh', `demo/v2/${SEAT}`]);
});

describe('the box’s own word', () => {
  const ballot = {} as SentBallot;
  const answering = (status: number, body: string) =>
    vi.stubGlobal('fetch', async () => new Response(body, { status }));
  afterEach(() => vi.unstubAllGlobals());

  it('is what a ballot waits for: a page that answers in its place is no answer', async () => {
    answering(200, JSON.stringify({ stored: true }));
    await expect(overHttp.cast(ballot)).resolves.toBeUndefined();
    for (const body of ['<html>', '{}', '{"stored":false}', '{"stored":"true"}', 'null', '']) {
      answering(200, body);
      await expect(overHttp.cast(ballot)).rejects.toMatchObject({ status: 0, passing: true });
    }
  });

  it('says why it refuses', async () => {
    answering(409, JSON.stringify({ code: 'poll.closed', message: 'x' }));
    await expect(overHttp.cast(ballot)).rejects.toMatchObject({ code: 'poll.closed', passing: false });
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
