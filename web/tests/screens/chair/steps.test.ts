import { describe, expect, it } from 'vitest';
import type { FloorRequest, View } from '../../../src/api/view';
import type { Question } from '../../../src/api/view/floor';
import { cutsShort, insteadOf, nextStep } from '../../../src/screens/chair/steps';
import { aRequest } from '../../stores/fakeFloor';

const at = Date.parse('2026-11-23T07:00:00Z');
const speaking = (facts: Partial<FloorRequest> = {}) =>
  aRequest({
    id: 'now',
    state: 'granted',
    granted_at: '2026-11-23T07:00:00Z',
    limit_s: 300,
    running_since: '2026-11-23T07:00:00Z',
    ends_at: '2026-11-23T07:05:00Z',
    ...facts,
  });
const asked = (id: string, site: string, facts: Partial<FloorRequest> = {}) =>
  aRequest({ id, seat: site, site, ...facts });
const question = (state: Question['state'], facts: Partial<Question> = {}) =>
  ({
    id: 'q1',
    seat: 'site-1',
    site: 'site-1',
    to: 'site-2',
    to_site: 'site-2',
    state,
    ...facts,
  }) as Question;

interface Scene {
  readonly holders?: readonly FloorRequest[];
  readonly queue?: readonly FloorRequest[];
  readonly question?: Question;
  readonly can?: readonly string[];
  readonly maxOpen?: number;
}

function scene({ holders = [], queue = [], question: one, can = ['floor.grant'], maxOpen = 1 }: Scene): View {
  return {
    floor: {
      max_open: maxOpen,
      holders: holders.map(({ id }) => id),
      queue: queue.map(({ id }) => id),
      requests: Object.fromEntries([...holders, ...queue].map((each) => [each.id, each])),
    },
    questions: one ? { order: [one.id], items: { [one.id]: one } } : { order: [], items: {} },
    sites: {
      'site-1': { present: true },
      'site-2': { present: true },
      'site-413': { present: true },
      away: { present: false },
    },
    officers: {},
    agenda: { order: ['a1'], items: { a1: { id: 'a1', state: 'pending' } } },
    me: { can },
  } as unknown as View;
}

describe('the next step', () => {
  it('gives the floor to the first who is there, in place of who has it', () => {
    const queue = [asked('r1', 'away'), asked('r2', 'site-1')];
    expect(nextStep(scene({ queue }))).toMatchObject({ kind: 'grant', request: { id: 'r2' }, instead: null });
    expect(nextStep(scene({ queue, holders: [speaking()] }))).toMatchObject({ instead: { id: 'now' } });
  });

  it('hears a point of order before everything, without ending who speaks', () => {
    const queue = [asked('p', 'site-2', { kind: 'point_of_order' }), asked('r2', 'site-1')];
    expect(nextStep(scene({ queue, holders: [speaking()] }))).toMatchObject({
      kind: 'interrupt',
      request: { id: 'p' },
      interrupted: { id: 'now' },
    });
    expect(nextStep(scene({ queue }))).toMatchObject({ kind: 'grant', request: { id: 'p' } });
  });

  it('ends the interruption, so that who was interrupted goes on', () => {
    const holders = [speaking({ held_by: 'p' }), speaking({ id: 'p', kind: 'point_of_order' })];
    const step = nextStep(scene({ holders, queue: [asked('r2', 'site-1')] }));
    expect(step).toMatchObject({ kind: 'end', turn: { id: 'p' }, resumes: { id: 'now' } });
    expect(step && cutsShort(step, at)).toBe(false);
  });

  it('calls the answer as soon as the question was put, before other speakers', () => {
    const queue = [asked('r2', 'site-1')];
    expect(nextStep(scene({ queue, question: question('asked') }))).toMatchObject({ kind: 'answer' });
    expect(nextStep(scene({ queue, question: question('waiting') }))).toMatchObject({ kind: 'grant' });
    expect(nextStep(scene({ question: question('waiting') }))).toMatchObject({ kind: 'ask' });
    expect(nextStep(scene({ question: question('waiting', { site: 'away' }) }))).toBeNull();
  });

  it('ends the last turn, then goes on in the agenda', () => {
    expect(nextStep(scene({ holders: [speaking()] }))).toMatchObject({ kind: 'end', resumes: null });
    expect(nextStep(scene({ can: ['floor.grant', 'agenda.start'] }))).toMatchObject({ kind: 'item' });
    expect(nextStep(scene({}))).toBeNull();
  });

  it('resumes after a recess, and offers nothing to who does not lead', () => {
    expect(nextStep(scene({ can: ['meeting.resume'] }))).toEqual({ kind: 'resume' });
    expect(nextStep(scene({ can: [], queue: [asked('r2', 'site-1')] }))).toBeNull();
  });
});

it('says when a step takes time from somebody who still has it', () => {
  const step = nextStep(scene({ holders: [speaking({ warn_s: 60 })], queue: [asked('r2', 'site-1')] }));
  expect(step && cutsShort(step, at)).toBe(true);
  expect(step && cutsShort(step, at + 250_000)).toBe(false);
});

it('ends nobody while there is room for one more', () => {
  expect(insteadOf(scene({ holders: [speaking()], maxOpen: 2 }))).toBeNull();
  expect(insteadOf(scene({ holders: [speaking()] }))?.id).toBe('now');
});
