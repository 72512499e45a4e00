// The large area of a hall's screen, with a fresh result over it; pictures and sound go on beneath.
import type { ReactNode } from 'react';
import { useObservable } from '../../lib/observable';
import { useNow } from '../../lib/useNow';
import { useMeetingView } from '../../stores/SeatProvider';
import { useKeyTable } from '../parts/Keys';
import { stagedResult } from './moments';
import { ResultBoard } from './ResultBoard';
import classes from './ResultStage.module.css';
import { useVoting } from './VotingProvider';

export function ResultStage({ children }: { children: ReactNode }) {
  const view = useMeetingView();
  const voting = useVoting();
  const { shown } = useObservable(voting);
  const poll = stagedResult(view, shown, useNow());
  const close = poll ? () => voting.show(poll.id, false) : undefined;
  useKeyTable([{ keys: ['Escape'], does: 'meeting.keys.dismiss', run: close }]);
  return (
    <div className={classes.stage}>
      {children}
      {poll?.result && (
        <ResultBoard key={poll.id} poll={poll} result={poll.result} size="hall" onClose={close} />
      )}
    </div>
  );
}
