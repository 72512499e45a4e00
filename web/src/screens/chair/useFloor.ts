// What the chair and the secretary do with the floor, each as one command.
import { useMemo } from 'react';
import type { FloorRequest, View } from '../../api/view';
import type { Question } from '../../api/view/floor';
import { useMeetingView } from '../../stores/SeatProvider';
import { type Give, useCommand } from '../parts/useCommand';
import { insteadOf, type Step } from './steps';

export interface FloorActions {
  readonly grant: (request: FloorRequest) => void;
  readonly invite: (seat: string) => void;
  /** Hears a point of order at once; who speaks goes on afterwards. */
  readonly interrupt: (request: FloorRequest) => void;
  readonly end: (turn: FloorRequest) => void;
  readonly extend: (turn: FloorRequest, seconds: number) => void;
  readonly pause: (turn: FloorRequest) => void;
  readonly resume: (turn: FloorRequest) => void;
  readonly ring: (turn: FloorRequest) => void;
  readonly move: (request: FloorRequest, position: number) => void;
  readonly callAsker: (question: Question, limit_s: number | null) => void;
  readonly callAnswer: (question: Question, limit_s: number | null) => void;
  readonly closeQuestion: (question: Question) => void;
  readonly moveQuestion: (question: Question, position: number) => void;
  readonly take: (step: Step, limit_s: number | null) => void;
}

/** Names the turn that was seen when the button was pressed, so that two officers pressing at once cut nobody else. */
function instead(view: View): { instead_of?: string } {
  const turn = insteadOf(view);
  return turn ? { instead_of: turn.id } : {};
}

function actionsOf(view: View, give: Give): FloorActions {
  const run = (type: string, data: object) => void give(type, data);
  const limited = (limit_s: number | null) => (limit_s === null ? {} : { limit_s });
  const actions = {
    grant: (request: FloorRequest) => run('floor.grant', { request: request.id, ...instead(view) }),
    invite: (seat: string) => run('floor.invite', { seat, ...instead(view) }),
    interrupt: (request: FloorRequest) => run('floor.grant', { request: request.id, interrupt: true }),
    end: (turn: FloorRequest) => run('floor.revoke', { request: turn.id, reason: '' }),
    extend: (turn: FloorRequest, extra_s: number) => run('floor.extend', { request: turn.id, extra_s }),
    pause: (turn: FloorRequest) => run('floor.pause', { request: turn.id }),
    resume: (turn: FloorRequest) => run('floor.resume', { request: turn.id }),
    ring: (turn: FloorRequest) => run('floor.ring', { request: turn.id }),
    move: (request: FloorRequest, position: number) =>
      run('speakers.move', { request: request.id, position }),
    callAsker: (question: Question, limit_s: number | null) =>
      run('question.call', { question: question.id, ...limited(limit_s), ...instead(view) }),
    callAnswer: (question: Question, limit_s: number | null) =>
      run('question.answer', { question: question.id, ...limited(limit_s), ...instead(view) }),
    closeQuestion: (question: Question) => run('question.close', { question: question.id }),
    moveQuestion: (question: Question, position: number) =>
      run('question.move', { question: question.id, position }),
  };
  const take = (step: Step, limit_s: number | null) => {
    switch (step.kind) {
      case 'resume':
        return run('meeting.resume', {});
      case 'grant':
        return actions.grant(step.request);
      case 'interrupt':
        return actions.interrupt(step.request);
      case 'ask':
        return actions.callAsker(step.question, limit_s);
      case 'answer':
        return actions.callAnswer(step.question, limit_s);
      case 'end':
        return actions.end(step.turn);
      case 'item':
        return run('agenda.start', { item: step.item.id });
    }
  };
  return { ...actions, take };
}

export function useFloor(): FloorActions {
  const view = useMeetingView();
  const give = useCommand();
  return useMemo(() => actionsOf(view, give), [view, give]);
}
