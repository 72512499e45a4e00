// Gives the votes of this machine to the screens of a meeting.
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import type { OwnBallot, Poll } from '../../api/view/polls';
import { canVoteSecretly, type Ending, openSecretBallots } from '../../ballots';
import { useObservable } from '../../lib/observable';
import { useSeat } from '../../stores/SeatProvider';
import { type Paper, VotingStore } from '../../stores/voting';

/** This browser's secret ballots; rejects where it can keep none. */
function openBox(meeting: string) {
  if (!canVoteSecretly()) return Promise.reject(new Error('no place to keep secret ballots'));
  return openSecretBallots(meeting);
}

const Context = createContext<VotingStore | null>(null);

export function VotingProvider({ children }: { children: ReactNode }) {
  const { id, meeting } = useSeat();
  const [voting] = useState(() => new VotingStore(meeting, () => openBox(id)));
  useEffect(() => voting.start(), [voting]);
  return <Context.Provider value={voting}>{children}</Context.Provider>;
}

export function useVoting(): VotingStore {
  const voting = useContext(Context);
  if (!voting) throw new Error('useVoting outside VotingProvider');
  return voting;
}

/** What is to be told of the votes given on this machine in a poll that is over; null where all is well. */
export function useEnding(poll: Poll): Ending | null {
  const voting = useVoting();
  useObservable(voting);
  return voting.ending(poll);
}

/** How the votes of this seat stand, redrawn as they change. */
export function usePapers(rows: readonly OwnBallot[]): readonly Paper[] {
  const voting = useVoting();
  const { meeting } = useSeat();
  useObservable(voting);
  useObservable(meeting, (state) => state.line);
  return rows.map((row) => voting.paper(row));
}
