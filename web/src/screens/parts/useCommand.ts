// Gives a command to the meeting and tells the person when it was refused.
import { useCallback } from 'react';
import { ApiError } from '../../api/errors';
import { useT } from '../../i18n';
import { notifyProblem } from '../../lib/notify';
import { UNANSWERED } from '../../stores/outbox';
import { useSeat } from '../../stores/SeatProvider';

export type Give = (type: string, data?: object) => Promise<boolean>;

/** Resolves to whether the command took effect; a refusal has been shown by then. */
export function useCommand(): Give {
  const { meeting } = useSeat();
  const t = useT();
  return useCallback(
    async (type, data = {}) => {
      try {
        await meeting.command(type, data);
        return true;
      } catch (problem) {
        if (!(problem instanceof ApiError)) throw problem;
        if (problem.code === 'meeting.left') return false;
        const words =
          problem.code === UNANSWERED ? new ApiError(problem.code, t('meeting.line.unanswered'), 0) : problem;
        notifyProblem(words, t);
        return false;
      }
    },
    [meeting, t],
  );
}
