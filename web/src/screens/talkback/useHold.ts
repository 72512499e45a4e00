// Holding a key or a button down: on while held, off when let go, or when the window loses the focus.
import { useEffect, useRef } from 'react';

function typing(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName);
}

/** Binds a key (by its letter) while `enabled`. */
export function useHeldKey(letter: string, enabled: boolean, set: (on: boolean) => void): void {
  const latest = useRef(set);
  latest.current = set;
  useEffect(() => {
    if (!enabled) return;
    const code = `Key${letter}`;
    const down = (event: KeyboardEvent) => {
      if (event.code !== code || event.repeat || typing(event.target)) return;
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      event.stopImmediatePropagation(); // while a line is open the key is the line's, whatever else it does
      latest.current(true);
    };
    const up = (event: KeyboardEvent) => {
      if (event.code === code) latest.current(false);
    };
    const off = () => latest.current(false);
    window.addEventListener('keydown', down, true);
    window.addEventListener('keyup', up);
    window.addEventListener('blur', off);
    return () => {
      window.removeEventListener('keydown', down, true);
      window.removeEventListener('keyup', up);
      window.removeEventListener('blur', off);
      latest.current(false);
    };
  }, [letter, enabled]);
}
