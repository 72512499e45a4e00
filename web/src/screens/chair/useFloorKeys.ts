// The keys of whoever leads the floor: the next step, and the turn in progress.
import type { KeyTable } from '../../lib/keyTable';
import { can, currentTurn } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';
import { nextStep } from './steps';
import { useFloor } from './useFloor';

/** `limit_s` is for questions and answers. */
export function useFloorKeys(limit_s: number | null): KeyTable {
  const view = useMeetingView();
  const floor = useFloor();
  const turn = currentTurn(view);
  const step = nextStep(view);
  const pausing = turn?.paused ? 'floor.resume' : 'floor.pause';
  const when = (command: string, run: (() => void) | null) =>
    run !== null && can(view, command) ? run : undefined;
  return [
    { keys: ['G'], does: 'meeting.console.keyStep', run: step ? () => floor.take(step, limit_s) : undefined },
    {
      keys: ['E'],
      does: 'meeting.console.end',
      run: when('floor.revoke', turn && (() => floor.end(turn))),
    },
    {
      keys: ['X'],
      does: 'meeting.console.keyExtend',
      run: when('floor.extend', turn && turn.limit_s !== null ? () => floor.extend(turn, 60) : null),
    },
    {
      keys: ['T'],
      does: 'meeting.console.keyPause',
      run: when(pausing, turn && (() => (turn.paused ? floor.resume(turn) : floor.pause(turn)))),
    },
    { keys: ['R'], does: 'meeting.floor.ring', run: when('floor.ring', turn && (() => floor.ring(turn))) },
  ];
}
