// Votes for tests: a plain yes-or-no vote by name, and a view around it.
import type { View } from '../../../src/api/view';
import type { NamedBallot, OwnBallot, Poll, PollResult } from '../../../src/api/view/polls';

export const AT = Date.parse('2026-11-23T07:00:00Z');
const OPENED = '2026-11-23T07:00:00Z';

export const aPoll = (facts: Partial<Poll> = {}): Poll => ({
  id: 'v1',
  question: 'Thông qua phương án?',
  item: null,
  unit: 'delegates',
  kind: 'yes_no',
  options: ['yes', 'no', 'abstain'].map((id) => ({ id, label: '' })),
  most: 1,
  secret: false,
  revocable: true,
  chair_first: true,
  entitled_rule: 'invited',
  chairs: false,
  proxies: 1,
  for_s: null,
  quorum: null,
  majority: { base: 'cast', of: 1, parts: 2, over: true },
  state: 'open',
  created_at: OPENED,
  opened_at: OPENED,
  closes_at: null,
  closed_at: null,
  released_at: null,
  cancelled_reason: '',
  turnout: null,
  ready: null,
  key: null,
  hands: [],
  result: null,
  ...facts,
});

export const aResult = (facts: Partial<PollResult> = {}): PollResult => ({
  entitled: 24,
  present: 22,
  cast: 20,
  by_hands: 0,
  counts: [
    { choice: 'yes', count: 15, by_hands: 0 },
    { choice: 'no', count: 4, by_hands: 0 },
    { choice: 'abstain', count: 1, by_hands: 0 },
  ],
  quorum_met: null,
  here: null,
  need: 11,
  outcome: 'carried',
  carried: true,
  chosen: ['yes'],
  tied: [],
  ballots: [],
  ...facts,
});

export const aNamed = (facts: Partial<NamedBallot> = {}): NamedBallot => ({
  seat: 'delegate-an',
  name: 'An',
  office: '',
  site: 'site-413',
  choices: [],
  by: null,
  by_hands: false,
  ...facts,
});

export const aBallot = (facts: Partial<OwnBallot> = {}): OwnBallot => ({
  poll: 'v1',
  seat: 'delegate-an',
  name: 'An',
  proxy: false,
  state: 'may_cast',
  choices: null,
  credential: false,
  ...facts,
});

export function viewWith(polls: readonly Poll[], me: object = {}, rest: object = {}): View {
  return {
    polls: {
      order: polls.map(({ id }) => id),
      items: Object.fromEntries(polls.map((poll) => [poll.id, poll])),
      open: polls.find(({ state }) => state === 'open' || state === 'counting')?.id ?? null,
      proxies: [],
    },
    front: { paper: null, page: 1, by: null, at: null },
    me: { ballots: [], ready: null, poll_desk: {}, hall_poll: null, ...me },
    ...rest,
  } as unknown as View;
}
