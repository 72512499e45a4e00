// A meeting around a part of the votes' screens: it shows what a test gives it, and writes down what is sent.
import { act, type ReactNode } from 'react';
import type { View } from '../../../src/api/view';
import { VotingProvider } from '../../../src/screens/votes/VotingProvider';
import { SeatProvider } from '../../../src/stores/SeatProvider';
import type { SeatStore } from '../../../src/stores/seat';
import { draw } from '../../draw';
import { FakeMeeting } from '../../stores/fakeMeeting';
import { AT } from './fakePolls';

/** What every view has that votes look at. */
export const AROUND = {
  sites: {},
  officers: {},
  delegates: {},
  agenda: { items: {}, order: [], current: null },
};

export async function drawVotes(view: View, what: ReactNode) {
  const begun = Date.now();
  const meeting = Object.assign(new FakeMeeting(), { clock: { now: () => AT + Date.now() - begun } });
  meeting.show(view);
  const seat = { id: 'demo', meeting } as unknown as SeatStore;
  await draw(
    <SeatProvider seat={seat}>
      <VotingProvider>{what}</VotingProvider>
    </SeatProvider>,
  );
  return {
    commands: meeting.commands,
    meeting,
    show: (next: View) => act(async () => meeting.show(next)),
  };
}
