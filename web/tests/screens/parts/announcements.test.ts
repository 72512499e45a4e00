import { describe, expect, it } from 'vitest';
import type { FloorRequest, View } from '../../../src/api/view';
import { type Translate, translate } from '../../../src/i18n';
import { newsBetween } from '../../../src/screens/parts/announcements';
import { aRequest } from '../../stores/fakeFloor';

const at = Date.parse('2026-11-23T07:00:00Z');
const t: Translate = (key, params) => translate('en', key, params);
const turn = (facts: Partial<FloorRequest> = {}) =>
  aRequest({
    id: 'now',
    state: 'granted',
    granted_at: '2026-11-23T07:00:00Z',
    running_since: '2026-11-23T07:00:00Z',
    ends_at: '2026-11-23T07:05:00Z',
    limit_s: 300,
    warn_s: 60,
    ...facts,
  });

interface Scene {
  readonly holders?: readonly FloorRequest[];
  readonly queue?: readonly FloorRequest[];
  readonly me?: object;
  readonly rest?: object;
}

function view({ holders = [], queue = [], me = {}, rest = {} }: Scene): View {
  return {
    meeting: { state: 'in_session' },
    recording: { on: true },
    presiding: 'officer-1',
    sites: { 'site-413': { name: 'Thị xã Cửa Lò' } },
    officers: { 'officer-1': { name: 'Bà Nhung' }, 'officer-2': { name: 'Ông Khánh' } },
    delegates: {},
    front: { paper: null, page: 1 },
    papers: { items: {} },
    questions: { order: [], items: {} },
    polls: { order: [], items: {}, open: null, proxies: [] },
    floor: {
      holders: holders.map(({ id }) => id),
      queue: queue.map(({ id }) => id),
      requests: Object.fromEntries([...holders, ...queue].map((one) => [one.id, one])),
      lists: { '-': { open: true } },
      current_list: '-',
    },
    me: {
      seat: 'site-9',
      site: 'site-9',
      role: 'site',
      can: [],
      requests: [],
      microphone: 'closed',
      presides: false,
      ballots: [],
      ready: null,
      ...me,
    },
    ...rest,
  } as unknown as View;
}
const news = (before: Scene, after: Scene, from = 0, to = from) =>
  newsBetween({ view: view(before), now: at + from * 1000 }, { view: view(after), now: at + to * 1000 }, t);
const OWN = { seat: 'site-413', site: 'site-413' };

describe('the floor', () => {
  it('is told in turn to all, at once to who gets it', () => {
    expect(news({}, { holders: [turn()] })).toEqual({
      assertive: [],
      polite: ['Thị xã Cửa Lò has the floor'],
    });
    expect(news({ me: OWN }, { me: OWN, holders: [turn()] }).assertive).toEqual([
      'It is our turn to speak, the microphone is open',
    ]);
    expect(news({ holders: [turn()] }, {}).polite).toEqual(['The turn has ended']);
  });

  it('names question and answer together', () => {
    const rest = {
      questions: {
        order: ['q1'],
        items: { q1: { name: 'Kỳ Sơn', to_name: 'Cục Thuế', to: 'x', to_site: 'x' } },
      },
    };
    const answer = turn({ kind: 'answer', question: 'q1', name: 'Cục Thuế' });
    expect(news({ rest }, { rest, holders: [answer] }).polite).toEqual([
      'Cục Thuế answers the question of Kỳ Sơn',
    ]);
  });

  it('warns who speaks at once and the officers in turn, and no other hall', () => {
    const holders = [turn()];
    const chair = { role: 'chair', site: null, seat: 'officer-1' };
    expect(news({ holders, me: OWN }, { holders, me: OWN }, 239, 240).assertive).toEqual([
      'The time is almost over',
    ]);
    expect(news({ holders, me: chair }, { holders, me: chair }, 299, 300).polite).toEqual([
      'The time is over',
    ]);
    expect(news({ holders }, { holders }, 239, 240)).toEqual({ assertive: [], polite: [] });
  });

  it('tells a pause, an interruption and more time', () => {
    const told = (facts: Partial<FloorRequest>) =>
      news({ holders: [turn()], me: OWN }, { holders: [turn(facts)], me: OWN }).assertive;
    expect(told({ paused: true, ends_at: null })).toEqual(['Clock paused']);
    expect(told({ held_by: 'p', ends_at: null })[0]).toContain('Microphone closed');
    expect(told({ limit_s: 420 })).toEqual(['2 more minutes were given']);
  });
});

it('tells one’s place in the list when it changes', () => {
  const [other, own] = [aRequest({ id: 'r2' }), aRequest({ id: 'r3', seat: 'site-9', site: 'site-9' })];
  const me = { requests: ['r3'] };
  const [second, first] = [
    { queue: [other, own], me },
    { queue: [own], me },
  ];
  expect(news({}, second).polite).toEqual(['Number 2 in the list']);
  expect(news(second, first).polite).toEqual(['Next to speak · get ready']);
  expect(news(first, first).polite).toEqual([]);
});

it('tells who leads of new requests and questions, and the asked office at once', () => {
  const can = ['floor.grant', 'question.call'];
  const point = aRequest({ kind: 'point_of_order' });
  expect(news({ me: { can } }, { me: { can }, queue: [point] }).polite).toEqual([
    'Thị xã Cửa Lò asks to raise a point of order',
  ]);
  const q1 = { name: 'Kỳ Sơn', to_name: 'Cửa Lò', to: 'site-413', to_site: 'site-413' };
  const rest = { questions: { order: ['q1'], items: { q1 } } };
  expect(news({ me: { can } }, { me: { can }, rest }).polite).toEqual(['Kỳ Sơn has a question for Cửa Lò']);
  expect(news({ me: OWN }, { me: OWN, rest }).assertive).toHaveLength(1);
});

it('tells who presides, at once to who does or no longer does', () => {
  const rest = { presiding: 'officer-2' };
  expect(news({}, { rest }).polite).toEqual(['Ông Khánh now presides']);
  expect(news({ me: { presides: true } }, { me: { presides: false }, rest }).assertive).toHaveLength(1);
});
