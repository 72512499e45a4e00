// Gives a meeting's store to the tree below, from its opening to its leaving.
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import type { View } from '../api/view';
import { useObservable } from '../lib/observable';
import { MeetingStore } from './meeting';

const Context = createContext<MeetingStore | null>(null);

/** Opens the meeting's socket while mounted. Use `key={id}` when the meeting may change. */
export function MeetingProvider({ id, children }: { id: string; children: ReactNode }) {
  const [store] = useState(() => new MeetingStore(id));
  useEffect(() => {
    store.start();
    return () => store.stop();
  }, [store]);
  return <Context.Provider value={store}>{children}</Context.Provider>;
}

export function useMeetingStore(): MeetingStore {
  const store = useContext(Context);
  if (!store) throw new Error('useMeetingStore outside MeetingProvider');
  return store;
}

/** A part of the view; null before the first view has come. */
export function useView<T>(select: (view: View) => T): T | null {
  return useObservable(useMeetingStore(), (state) => (state.view ? select(state.view) : null));
}
