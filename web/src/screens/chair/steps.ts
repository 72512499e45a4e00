// The one thing a chair is likely to do next, so that a single large button can offer it. Pure; the server decides whether it may be done.
import type { AgendaItem, FloorRequest, View } from '../../api/view';
import type { Question } from '../../api/view/floor';
import {
  can,
  currentTurn,
  isPresent,
  questions,
  reachable,
  secondsLeft,
  turns,
  waiting,
} from '../../stores/facts';

export type Step =
  | { readonly kind: 'resume' }
  | { readonly kind: 'grant'; readonly request: FloorRequest; readonly instead: FloorRequest | null }
  /** A point of order is heard at once: who speaks is interrupted, not ended. */
  | { readonly kind: 'interrupt'; readonly request: FloorRequest; readonly interrupted: FloorRequest }
  | { readonly kind: 'ask' | 'answer'; readonly question: Question; readonly instead: FloorRequest | null }
  | { readonly kind: 'end'; readonly turn: FloorRequest; readonly resumes: FloorRequest | null }
  | { readonly kind: 'item'; readonly item: AgendaItem };

/** The turn that has to end before another one can begin, or null while there is room. */
export function insteadOf(view: View): FloorRequest | null {
  return view.floor.holders.length < view.floor.max_open ? null : currentTurn(view);
}

function pointOfOrder(view: View, turn: FloorRequest | null): Step | null {
  const request = waiting(view).find((one) => one.kind === 'point_of_order' && reachable(view, one));
  if (!request) return null;
  return turn ? { kind: 'interrupt', request, interrupted: turn } : { kind: 'grant', request, instead: null };
}

function questioning(view: View): Step | null {
  const open = questions(view);
  const asked = open.find(({ state }) => state === 'asking' || state === 'asked');
  const instead = insteadOf(view);
  if (asked && isPresent(view, asked.to_site ?? asked.to))
    return { kind: 'answer', question: asked, instead };
  const next = open.find(({ state, site, seat }) => state === 'waiting' && isPresent(view, site ?? seat));
  return next ? { kind: 'ask', question: next, instead } : null;
}

function onTheFloor(view: View): Step | null {
  const turn = currentTurn(view);
  const resumes = turns(view).find((one) => one.held_by === turn?.id) ?? null;
  if (turn && resumes) return { kind: 'end', turn, resumes };
  const point = pointOfOrder(view, turn);
  if (point) return point;
  const round = questioning(view);
  if (round?.kind === 'answer') return round;
  const request = waiting(view).find((one) => reachable(view, one));
  if (request) return { kind: 'grant', request, instead: insteadOf(view) };
  if (round) return round;
  return turn ? { kind: 'end', turn, resumes: null } : null;
}

function onTheAgenda(view: View): Step | null {
  const id = view.agenda.order.find((item) => view.agenda.items[item]?.state === 'pending');
  const item = id === undefined ? undefined : view.agenda.items[id];
  return item && can(view, 'agenda.start') ? { kind: 'item', item } : null;
}

/** What to offer now, or null when there is nothing to do but to wait. */
export function nextStep(view: View): Step | null {
  if (can(view, 'meeting.resume')) return { kind: 'resume' };
  if (!can(view, 'floor.grant')) return null;
  return onTheFloor(view) ?? onTheAgenda(view);
}

/** Whether the step would cut somebody short who still has time. */
export function cutsShort(step: Step, now: number): boolean {
  if (step.kind === 'end' && step.resumes) return false;
  const turn = step.kind === 'end' ? step.turn : 'instead' in step ? step.instead : null;
  const left = turn ? secondsLeft(turn, now) : null;
  return turn !== null && (left === null || left > turn.warn_s);
}
