import { describe, expect, it } from 'vitest';
import { ApiError } from '../../src/api/errors';
import type { View } from '../../src/api/view';
import type { Ending, SlipState } from '../../src/ballots';
import { UNANSWERED } from '../../src/stores/outbox';
import {
  type Carrier,
  isOpen,
  mayWithdraw,
  paperOf,
  type SecretBox,
  VotingStore,
} from '../../src/stores/voting';
import { aBallot, aNamed, aPoll, aResult, viewWith } from '../screens/votes/fakePolls';

/** A meeting whose answers to commands come when the test gives them. */
class FakeCarrier implements Carrier {
  view: View = viewWith([aPoll()], { ballots: [aBallot()] });
  line = 'live';
  readonly clock = { now: () => Date.parse('2026-11-23T02:00:00Z') };
  readonly sent: [string, object][] = [];
  private readonly listeners = new Set<() => void>();
  private answers: ((problem: ApiError | null) => void)[] = [];
  get = () => ({ view: this.view, line: this.line });
  subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  command = (type: string, data: object) => {
    this.sent.push([type, data]);
    return new Promise<number>((resolve, reject) => {
      this.answers.push((problem) => (problem ? reject(problem) : resolve(1)));
    });
  };
  async answer(problem: ApiError | null = null): Promise<void> {
    this.answers.shift()?.(problem);
    await new Promise((done) => setTimeout(done));
  }
  show(view: View): void {
    this.view = view;
    for (const listener of this.listeners) listener();
  }
}

function begin() {
  const carrier = new FakeCarrier();
  const voting = new VotingStore(carrier, () => Promise.reject(new Error('no box')));
  voting.start();
  return { carrier, voting };
}
const row = aBallot();

describe('a vote by name', () => {
  it('is on its way until the server has answered, and then stays recorded', async () => {
    const { carrier, voting } = begin();
    void voting.cast(row, ['yes']);
    expect(voting.paper(row).state).toBe('sent');
    carrier.line = 'lost';
    expect(voting.paper(row).state).toBe('waiting');
    carrier.line = 'live';
    await carrier.answer();
    expect(carrier.sent).toEqual([['ballot.cast', { poll: 'v1', choices: ['yes'], seat: 'delegate-an' }]]);
    expect(voting.paper(row)).toMatchObject({ state: 'recorded', choices: ['yes'] });
    const cast = aBallot({ state: 'cast', choices: ['yes'] });
    carrier.show(viewWith([aPoll()], { ballots: [cast] }));
    expect(voting.get().castings).toEqual({});
    expect(voting.paper(cast)).toMatchObject({ state: 'recorded', choices: ['yes'] });
  });

  it('is given again when no answer came, for as long as the poll is open', async () => {
    const { carrier, voting } = begin();
    void voting.cast(row, ['no']);
    await carrier.answer(new ApiError(UNANSWERED, '', 0));
    expect(carrier.sent).toHaveLength(2);
    carrier.view = viewWith([aPoll({ state: 'closed' })], { ballots: [row] });
    await carrier.answer(new ApiError(UNANSWERED, '', 0));
    expect(carrier.sent).toHaveLength(2);
    expect(voting.paper(row).state).toBe('failed');
  });

  it('counts when it was recorded though its answer was lost and it was refused when given again', () => {
    const cast = aBallot({ state: 'cast', choices: ['yes'] });
    const again = { choices: ['yes'], phase: 'failed', problem: null } as const;
    expect(paperOf(cast, again, true).state).toBe('recorded');
    expect(paperOf(cast, { ...again, choices: ['no'] }, true).state).toBe('failed');
  });

  it('that was refused says why and may be given again', async () => {
    const { carrier, voting } = begin();
    void voting.cast(row, ['yes']);
    await carrier.answer(new ApiError('poll.closed', 'Đã đóng', 409));
    const paper = voting.paper(row);
    expect(paper).toMatchObject({ state: 'failed', choices: ['yes'] });
    expect(paper.problem?.code).toBe('poll.closed');
    expect(isOpen(paper)).toBe(true);
  });

  it('is forgotten when the hall counted hands instead', async () => {
    const { carrier, voting } = begin();
    void voting.cast(row, ['yes']);
    await carrier.answer();
    carrier.show(viewWith([aPoll()], { ballots: [aBallot({ state: 'by_hands' })] }));
    carrier.show(viewWith([aPoll()], { ballots: [row] }));
    expect(voting.paper(row).state).toBe('may_cast');
  });

  it('that was changed meanwhile goes by the last press', async () => {
    const { carrier, voting } = begin();
    void voting.cast(row, ['yes']);
    void voting.cast(row, ['no']);
    await carrier.answer();
    expect(voting.paper(row)).toMatchObject({ state: 'sent', choices: ['no'] });
    await carrier.answer();
    expect(voting.paper(row)).toMatchObject({ state: 'recorded', choices: ['no'] });
  });
});

describe('withdrawing a vote', () => {
  const poll = { secret: false, revocable: true };
  const cast = aBallot({ state: 'cast', choices: ['yes'] });
  const recorded = paperOf(cast, undefined, true);

  it('is for a vote by name that the server has, where votes are not final', () => {
    expect(mayWithdraw(poll, cast, recorded)).toBe(true);
    expect(mayWithdraw({ ...poll, revocable: false }, cast, recorded)).toBe(false);
    expect(mayWithdraw({ ...poll, secret: true }, cast, recorded)).toBe(false);
  });

  it('waits until the server has shown what was sent', () => {
    const answered = paperOf(row, { choices: ['yes'], phase: 'recorded', problem: null }, true);
    expect(mayWithdraw(poll, row, answered)).toBe(false);
    const going = paperOf(cast, { choices: ['no'], phase: 'going', problem: null }, true);
    expect(mayWithdraw(poll, cast, going)).toBe(false);
  });

  it('leaves a paper that asks again', async () => {
    const { carrier, voting } = begin();
    void voting.cast(row, ['yes']);
    await carrier.answer();
    carrier.show(viewWith([aPoll()], { ballots: [cast] }));
    carrier.show(viewWith([aPoll()], { ballots: [row] }));
    expect(isOpen(voting.paper(row))).toBe(true);
  });
});

describe('a vote by name whose poll was closed before it was answered', () => {
  const over = (part = {}) => viewWith([aPoll({ state: 'closed', ...part })]);

  it('says that it came too late', async () => {
    const { carrier, voting } = begin();
    void voting.cast(row, ['yes']);
    carrier.show(over());
    expect(voting.ending(aPoll({ state: 'closed' }))).toBe('sending');
    await carrier.answer(new ApiError('poll.closed', '', 409));
    expect(voting.ending(aPoll({ state: 'closed' }))).toBe('late');
    expect(voting.ending(aPoll({ state: 'cancelled' }))).toBeNull();
    expect(voting.ending(aPoll({ id: 'v2', state: 'closed' }))).toBeNull();
  });

  it('says so also when the refusal came before the view of it', async () => {
    const { carrier, voting } = begin();
    void voting.cast(row, ['yes']);
    await carrier.answer(new ApiError('poll.closed', '', 409));
    carrier.show(over());
    expect(voting.ending(aPoll({ state: 'closed' }))).toBe('late');
  });

  it('says that it could not be confirmed, until the result shows who voted', async () => {
    const { carrier, voting } = begin();
    void voting.cast(row, ['yes']);
    carrier.show(over());
    await carrier.answer(new ApiError(UNANSWERED, '', 0));
    expect(voting.ending(aPoll({ state: 'closed' }))).toBe('unconfirmed');
    const shown = (choices: readonly string[]) =>
      aPoll({ state: 'closed', result: { ...aResult(), ballots: [aNamed({ choices })] } });
    expect(voting.ending(shown(['yes']))).toBeNull();
    expect(voting.ending(shown([]))).toBe('late');
  });

  it('tells nothing of one that was recorded', async () => {
    const { carrier, voting } = begin();
    void voting.cast(row, ['yes']);
    carrier.show(over());
    await carrier.answer();
    expect(voting.ending(aPoll({ state: 'closed' }))).toBeNull();
  });
});

it('keeps the ballots of different seats apart', async () => {
  const { carrier, voting } = begin();
  const other = aBallot({ seat: 'delegate-binh', proxy: true });
  void voting.cast(other, ['yes']);
  expect(voting.paper(row).state).toBe('may_cast');
  await carrier.answer();
  expect(carrier.sent[0]?.[1]).toMatchObject({ seat: 'delegate-binh' });
});

it('asks nothing of who gave the vote away', () => {
  expect(isOpen(paperOf(aBallot({ state: 'given_away' }), undefined, true))).toBe(false);
});

/** A browser's secret ballots, told what becomes of them. */
class FakeBox implements SecretBox {
  readonly asked: string[] = [];
  readonly cast_: [string, readonly string[]][] = [];
  swept: boolean[] = [];
  ended = false;
  state: SlipState = 'none';
  code: string | null = null;
  private listener = () => {};
  subscribe = (listener: () => void) => {
    this.listener = listener;
    return () => {};
  };
  of = () => ({ state: this.state, choices: this.cast_.at(-1)?.[1] ?? null, code: this.code });
  ensure = async (poll: string, _spki: string, seat: string) => {
    this.asked.push(`${poll}/${seat}`);
    this.become('ready');
  };
  left: number | undefined;
  last: Ending | null = null;
  ending = () => this.last;
  cast = async (_poll: string, seat: string, choices: readonly string[], leftMs?: number) => {
    this.left = leftMs;
    this.cast_.push([seat, choices]);
    this.become('casting');
  };
  sweep = async (running: (poll: string) => boolean) => {
    this.swept.push(running('v1'));
  };
  end = () => {
    this.ended = true;
  };
  become(state: SlipState, code: string | null = null): void {
    this.state = state;
    this.code = code;
    this.listener();
  }
}

describe('a secret vote', () => {
  const secret = (key: string | null) => viewWith([aPoll({ secret: true, key })], { ballots: [row] });
  const turn = () => new Promise((done) => setTimeout(done));
  const begin = (openBox: (box: FakeBox) => Promise<SecretBox>) => {
    const [carrier, box] = [new FakeCarrier(), new FakeBox()];
    const voting = new VotingStore(carrier, () => openBox(box));
    const stop = voting.start();
    return { carrier, box, voting, stop };
  };

  it('takes its credential as soon as there is a key, before anybody presses', async () => {
    const { carrier, box, voting } = begin(async (one) => one);
    carrier.show(secret(null));
    await turn();
    expect(box.asked).toEqual([]);
    expect(voting.paper(row).state).toBe('preparing');
    carrier.show(secret('KEY'));
    expect(box.asked).toEqual(['v1/delegate-an']);
    carrier.show(secret('KEY'));
    expect(box.asked).toHaveLength(1);
    expect(voting.paper(row).state).toBe('may_cast');
  });

  it('goes into the box and not over the meeting’s socket', async () => {
    const { carrier, box, voting } = begin(async (one) => one);
    carrier.show(secret('KEY'));
    await turn();
    void voting.cast(row, ['no']);
    expect(box.cast_).toEqual([['delegate-an', ['no']]]);
    expect(carrier.sent).toEqual([]);
    expect(voting.paper(row).state).toBe('sent');
    carrier.line = 'lost';
    expect(voting.paper(row).state).toBe('waiting');
    box.become('cast');
    expect(voting.paper(row)).toMatchObject({ state: 'recorded', choices: ['no'] });
  });

  it('is told how long the box takes it, by the server’s clock', async () => {
    const { carrier, box, voting } = begin(async (one) => one);
    carrier.show(secret('KEY'));
    await turn();
    await voting.cast(row, ['no']);
    expect(box.left).toBe(Number.POSITIVE_INFINITY);
    const timed = aPoll({ secret: true, key: 'KEY', closes_at: '2026-11-23T02:00:07Z' });
    carrier.show(viewWith([timed], { ballots: [row] }));
    await voting.cast(row, ['no']);
    expect(box.left).toBe(7000);
  });

  it('says what is not known of it once the vote is over', async () => {
    const { carrier, box, voting } = begin(async (one) => one);
    carrier.show(secret('KEY'));
    await turn();
    box.last = 'unconfirmed';
    expect(voting.ending(aPoll({ secret: true, state: 'open' }))).toBeNull();
    expect(voting.ending(aPoll({ secret: true, state: 'counting' }))).toBe('unconfirmed');
    expect(voting.ending(aPoll({ secret: true, state: 'closed' }))).toBe('unconfirmed');
  });

  it('that failed asks for its credential again with the next press', async () => {
    const { carrier, box, voting } = begin(async (one) => one);
    carrier.show(secret('KEY'));
    await turn();
    box.become('failed', 'ballot.throttled');
    expect(voting.paper(row).problem?.code).toBe('ballot.throttled');
    await voting.cast(row, ['yes']);
    expect(box.asked).toHaveLength(2);
    expect(box.cast_).toHaveLength(1);
  });

  it('says when another machine of the seat holds it, and when this browser can keep none', async () => {
    const { carrier, box, voting } = begin(async (one) => one);
    carrier.show(secret('KEY'));
    await turn();
    box.become('elsewhere');
    expect(voting.paper(row).state).toBe('elsewhere');
    const shut = begin(() => Promise.reject(new Error('no storage')));
    shut.carrier.show(secret('KEY'));
    await turn();
    expect(shut.voting.paper(row).state).toBe('impossible');
  });

  it('throws its keys away when the vote is over, and stops with the screen', async () => {
    const { carrier, box, stop } = begin(async (one) => one);
    carrier.show(secret('KEY'));
    await turn();
    carrier.show(viewWith([aPoll({ secret: true, state: 'closed' })]));
    expect(box.swept.at(-1)).toBe(false);
    stop();
    expect(box.ended).toBe(true);
  });

  it('throws away what a machine kept that was closed when the vote ended', async () => {
    const { carrier, box } = begin(async (one) => one);
    carrier.show(viewWith([aPoll({ secret: true, state: 'cancelled' })]));
    await turn();
    expect(box.swept.at(-1)).toBe(false);
  });
});
