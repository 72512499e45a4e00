import { describe, expect, it } from 'vitest';
import { ApiError } from '../../src/api/errors';
import type { View } from '../../src/api/view';
import { UNANSWERED } from '../../src/stores/outbox';
import { type Carrier, isOpen, paperOf, VotingStore } from '../../src/stores/voting';
import { aBallot, aPoll, viewWith } from '../screens/votes/fakePolls';

/** A meeting whose answers to commands come when the test gives them. */
class FakeCarrier implements Carrier {
  view: View = viewWith([aPoll()], { ballots: [aBallot()] });
  line = 'live';
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
  const voting = new VotingStore(carrier);
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
