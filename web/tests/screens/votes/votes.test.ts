import { describe, expect, it } from 'vitest';
import type { View } from '../../../src/api/view';
import { type Translate, translate } from '../../../src/i18n';
import { entered, problemOf } from '../../../src/screens/votes/hands';
import {
  ballotsIn,
  currentPoll,
  RESULT_MS,
  resultInFront,
  secondsToClose,
  stagedResult,
} from '../../../src/screens/votes/moments';
import { voteNews, voteSounds } from '../../../src/screens/votes/news';
import { draftOf, isComplete, NEW_DRAFT, planOf, withQuorum } from '../../../src/screens/votes/pollForm';
import { pressed } from '../../../src/screens/votes/pressing';
import { majorityChoice, outcomeWords, percent, ruleSentences } from '../../../src/screens/votes/words';
import { AT, aBallot, aPoll, aResult, viewWith } from './fakePolls';

const vi: Translate = (key, params) => translate('vi', key, params);
const en: Translate = (key, params) => translate('en', key, params);
const iso = (ms: number) => new Date(AT + ms).toISOString();
const released = (facts = {}) =>
  aPoll({ state: 'closed', closed_at: iso(0), released_at: iso(0), result: aResult(), ...facts });

describe('the rule in words', () => {
  it('says what carries as people say it', () => {
    const majority = { base: 'present' as const, of: 1, parts: 2, over: true };
    expect(ruleSentences(aPoll({ majority }), vi)[1]).toBe('Thông qua khi quá nửa số có mặt tán thành.');
    const two = { base: 'entitled' as const, of: 2, parts: 3, over: false };
    expect(ruleSentences(aPoll({ majority: two }), en)[1]).toBe(
      'Carried when at least 2/3 of all entitled to vote say yes.',
    );
  });

  it('knows the rule of most votes, of a list too', () => {
    expect(ruleSentences(aPoll({ majority: null }), en)[1]).toBe('Carried when more say yes than no.');
    const list = aPoll({ kind: 'list', majority: null, most: 3 });
    expect(ruleSentences(list, en)[1]).toBe('The 3 options with the most votes are chosen.');
    expect(majorityChoice({ base: 'cast', of: 3, parts: 5, over: false })).toBe('other');
  });

  it('names what was chosen of a list, and a tie', () => {
    const options = ['Cầu mới', 'Đường tránh'].map((label, at) => ({ id: `o${at + 1}`, label }));
    const list = { kind: 'list' as const, options };
    expect(outcomeWords(list, aResult({ chosen: ['o1'] }), en)).toBe('Chosen: Cầu mới');
    expect(outcomeWords(list, aResult({ outcome: 'tied', chosen: [] }), en)).toBe('A tie, not decided');
    const tied = { outcome: 'carried', chosen: ['o1'], tied: ['o2'] } as const;
    expect(outcomeWords(list, aResult(tied), en)).toBe('Chosen: Cầu mới. Tied and not decided: Đường tránh');
    expect(percent(15, 20, 'vi')).toBe('75%');
    expect(percent(5, 11, 'vi')).toBe('45,5%');
    expect(percent(0, 0, 'en')).toBe('0%');
  });
});

describe('the vote of the moment', () => {
  it('is the open one, else the one being checked, else the last result for a while', () => {
    const checking = aPoll({ id: 'v2', state: 'checking', opened_at: null });
    expect(currentPoll(viewWith([aPoll(), checking]), AT)?.id).toBe('v1');
    expect(currentPoll(viewWith([released(), checking]), AT)?.id).toBe('v2');
    expect(currentPoll(viewWith([released()]), AT + 60_000)?.id).toBe('v1');
    expect(currentPoll(viewWith([released()]), AT + 3_600_000)).toBeNull();
    expect(currentPoll(viewWith([aPoll({ state: 'draft', opened_at: null })]), AT)).toBeNull();
  });

  it('fills a hall’s screen with a result until it is old or a page was put in front', () => {
    const view = viewWith([released()]);
    expect(resultInFront(view, AT + 1000)?.id).toBe('v1');
    expect(resultInFront(view, AT + RESULT_MS)).toBeNull();
    const turned = { front: { paper: 'p1', page: 2, by: null, at: iso(5000) } };
    expect(resultInFront(viewWith([released()], {}, turned), AT + 9000)).toBeNull();
    const unreleased = aPoll({ state: 'closed', closed_at: iso(0) });
    expect(resultInFront(viewWith([unreleased]), AT + 1000)).toBeNull();
  });

  it('lets the operator put a result away and bring it back, but not keep a new one from the hall', () => {
    const view = viewWith([released()]);
    expect(stagedResult(view, { poll: 'v1', on: false }, AT + 1000)).toBeNull();
    expect(stagedResult(view, { poll: 'v1', on: true }, AT + RESULT_MS + 1)?.id).toBe('v1');
    expect(stagedResult(view, { poll: 'v0', on: false }, AT + 1000)?.id).toBe('v1');
  });

  it('puts the own ballot before those by proxy', () => {
    const rows = [aBallot({ seat: 'b', proxy: true }), aBallot()];
    expect(ballotsIn(viewWith([aPoll()], { ballots: rows }), 'v1').map(({ proxy }) => proxy)).toEqual([
      false,
      true,
    ]);
  });

  it('counts down only while it is open', () => {
    expect(secondsToClose(aPoll({ closes_at: iso(30_000) }), AT + 500)).toBe(30);
    expect(secondsToClose(aPoll({ closes_at: iso(30_000), state: 'closed' }), AT)).toBeNull();
  });
});

describe('a press on the ballot paper', () => {
  it('replaces the one choice, and gathers several up to the limit', () => {
    expect(pressed(['yes'], 'no', 1)).toEqual(['no']);
    expect(pressed(['yes'], 'yes', 1)).toEqual(['yes']);
    expect(pressed(['o1'], 'o2', 2)).toEqual(['o1', 'o2']);
    expect(pressed(['o1', 'o2'], 'o3', 2)).toEqual(['o1', 'o2']);
    expect(pressed(['o1', 'o2'], 'o1', 2)).toEqual(['o2']);
  });

  it('lets an abstention stand alone', () => {
    expect(pressed(['o1', 'o2'], 'abstain', 3)).toEqual(['abstain']);
    expect(pressed(['abstain'], 'o1', 3)).toEqual(['o1']);
  });
});

describe('a count of hands', () => {
  const one = aPoll();
  it('is never more than may vote', () => {
    expect(problemOf({ counts: { yes: 5, no: 4 }, cast: 0 }, one, 9)).toBe('none');
    expect(problemOf({ counts: { yes: 5, no: 5 }, cast: 0 }, one, 9)).toBe('tooMany');
  });

  it('of a list with several choices fits who took part', () => {
    const list = aPoll({ kind: 'list', most: 2 });
    expect(problemOf({ counts: { o1: 5, o2: 4 }, cast: 5 }, list, 9)).toBe('none');
    expect(problemOf({ counts: { o1: 5, o2: 4 }, cast: 4 }, list, 9)).toBe('badCast');
    expect(problemOf({ counts: { o1: 1 }, cast: 5 }, list, 9)).toBe('badCast');
    expect(problemOf({ counts: { o1: 5, o2: 4 }, cast: 10 }, list, 9)).toBe('tooMany');
  });

  it('is sent with every option', () => {
    expect(entered({ counts: { yes: 8 }, cast: 0 }, one)).toEqual({
      counts: [
        { choice: 'yes', count: 8 },
        { choice: 'no', count: 0 },
        { choice: 'abstain', count: 0 },
      ],
    });
  });
});

describe('the form', () => {
  it('needs a question, and of a list two options', () => {
    expect(isComplete(NEW_DRAFT)).toBe(false);
    expect(isComplete({ ...NEW_DRAFT, question: 'Thông qua?' })).toBe(true);
    const list = { ...NEW_DRAFT, question: 'Chọn', listed: true, options: ['A', ' '] };
    expect(isComplete(list)).toBe(false);
    expect(isComplete({ ...list, options: ['A', 'B', ''] })).toBe(true);
  });

  it('gives back what was prepared', () => {
    const poll = aPoll({
      kind: 'list',
      options: [
        { id: 'o1', label: 'A' },
        { id: 'o2', label: 'B' },
        { id: 'abstain', label: '' },
      ],
      most: 2,
      for_s: 60,
      secret: true,
    });
    expect(planOf(draftOf(poll))).toMatchObject({ options: ['A', 'B'], most: 2, for_s: 60, secret: true });
    expect(planOf(NEW_DRAFT).options).toEqual([]);
  });

  it('sets a usual quorum and takes it away', () => {
    const set = withQuorum(NEW_DRAFT, 'twoThirds');
    expect(set.quorum).toEqual({
      counted: 'present',
      at_least: { of: 2, parts: 3, over: false },
      count: null,
    });
    expect(withQuorum(set, 'meeting').quorum).toBeNull();
  });
});

describe('what is heard', () => {
  const news = (before: View, after: View, then = 0, now = 0) => {
    const said: [string, boolean][] = [];
    const moments = [
      { view: before, now: AT + then },
      { view: after, now: AT + now },
    ] as const;
    voteNews(moments[0], moments[1], en, (words, urgent = false) => said.push([words, urgent]));
    return { said, sounds: voteSounds(moments[0], moments[1]) };
  };
  const draft = aPoll({ state: 'draft', opened_at: null });

  it('tells the opening, at once to who votes', () => {
    const own = { ballots: [aBallot()] };
    expect(news(viewWith([draft]), viewWith([aPoll()], own))).toEqual({
      said: [['Voting has begun: Thông qua phương án?', true]],
      sounds: ['vote'],
    });
    expect(news(viewWith([draft]), viewWith([aPoll()])).said[0]?.[1]).toBe(false);
  });

  it('tells the closing, and the result with its figures when it is released', () => {
    const closed = aPoll({ state: 'closed', closed_at: iso(0) });
    expect(news(viewWith([aPoll()]), viewWith([closed])).said).toEqual([['The vote is closed', false]]);
    expect(news(viewWith([closed]), viewWith([released()]))).toEqual({
      said: [['Result of the vote: Carried. Yes: 15, No: 4, Abstain: 1', false]],
      sounds: ['result'],
    });
  });

  it('hurries only who has not voted', () => {
    const poll = aPoll({ closes_at: iso(60_000) });
    const waits = viewWith([poll], { ballots: [aBallot()] });
    expect(news(waits, waits, 44_000, 45_000)).toEqual({
      said: [['15 seconds left to vote', true]],
      sounds: ['warn'],
    });
    const done = viewWith([poll], { ballots: [aBallot({ state: 'cast', choices: ['yes'] })] });
    expect(news(done, done, 44_000, 45_000).said).toEqual([]);
  });
});
