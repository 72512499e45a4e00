// Gives the seat and its parts to the screens of a meeting.
import { createContext, type ReactNode, useContext } from 'react';
import type { View } from '../api/view';
import { useObservable } from '../lib/observable';
import type { MediaState } from '../media/controller';
import type { SeatMedia } from '../media/seats';
import type { SeatStore } from './seat';

const Context = createContext<SeatStore | null>(null);

export function SeatProvider({ seat, children }: { seat: SeatStore; children: ReactNode }) {
  return <Context.Provider value={seat}>{children}</Context.Provider>;
}

export function useSeat(): SeatStore {
  const seat = useContext(Context);
  if (!seat) throw new Error('useSeat outside SeatProvider');
  return seat;
}

/** The whole view. Only below MeetingGate, which waits for the first one. */
export function useMeetingView(): View {
  const view = useObservable(useSeat().meeting, (state) => state.view);
  if (!view) throw new Error('useMeetingView before the first view');
  return view;
}

/** A part of the media state. `select` must not build new objects. */
export function useMedia<T>(select: (state: MediaState) => T): T {
  return useObservable(useSeat().media, select);
}

/** What is seen and heard of one seat, or null. */
export function useSeatMedia(seat: string | null): SeatMedia | null {
  return useMedia((state) => (seat === null ? null : (state.seats.get(seat) ?? null)));
}
