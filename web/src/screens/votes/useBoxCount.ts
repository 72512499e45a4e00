// How many ballots lie in the box of an open secret vote, asked for now and then: the view does not know it.
import { useEffect, useState } from 'react';
import { api } from '../../api/client';
import { ApiError } from '../../api/errors';
import type { Poll } from '../../api/view/polls';
import { useSeat } from '../../stores/SeatProvider';

const ASK_MS = 3000;

/** The count, or null where there is none to know, or none is known yet. */
export function useBoxCount(poll: Poll): number | null {
  const { id } = useSeat();
  const [count, setCount] = useState<number | null>(null);
  const asks = poll.secret && poll.state === 'open';
  useEffect(() => {
    if (!asks) return;
    let over = false;
    let timer: ReturnType<typeof setTimeout>;
    const ask = async () => {
      try {
        const { cast } = await api.get<{ cast: number }>(
          `/meetings/${encodeURIComponent(id)}/polls/${encodeURIComponent(poll.id)}/box`,
        );
        if (!over) setCount(cast);
      } catch (problem) {
        // The line to the server comes and goes; the last figure stays until the next answer.
        if (!(problem instanceof ApiError)) throw problem;
      }
      // Only after the answer: of two under way the older could come last.
      if (!over) timer = setTimeout(() => void ask(), ASK_MS);
    };
    void ask();
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [asks, id, poll.id]);
  return count;
}
