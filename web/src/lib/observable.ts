// A value that can be watched. Stores extend it; components read it with useObservable.
import { useSyncExternalStore } from 'react';

export class Observable<S> {
  private readonly listeners = new Set<() => void>();
  constructor(private value: S) {}

  readonly get = (): S => this.value;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  protected set(next: S): void {
    if (Object.is(next, this.value)) return;
    this.value = next;
    for (const listener of [...this.listeners]) listener();
  }

  protected merge(part: Partial<S>): void {
    this.set({ ...this.value, ...part });
  }
}

/** The store's value, or a part of it; redraws only when that part is another object. */
export function useObservable<S>(store: Observable<S>): S;
export function useObservable<S, T>(store: Observable<S>, select: (state: S) => T): T;
export function useObservable<S, T>(store: Observable<S>, select?: (state: S) => T): S | T {
  const read = () => (select ? select(store.get()) : store.get());
  return useSyncExternalStore(store.subscribe, read, read);
}
