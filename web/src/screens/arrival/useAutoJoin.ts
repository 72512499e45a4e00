// A paired hall machine goes in by itself after a while, unless somebody is at it.
import { useEffect, useState } from 'react';

export const AUTO_JOIN_S = 30;

/** Seconds until `join` is called; null when it will not be, because it is not wanted or somebody touched the machine. */
export function useAutoJoin(enabled: boolean, join: () => void): number | null {
  const [left, setLeft] = useState<number | null>(enabled ? AUTO_JOIN_S : null);
  useEffect(() => {
    if (!enabled) return;
    const touched = () => setLeft(null);
    window.addEventListener('pointerdown', touched);
    window.addEventListener('keydown', touched);
    const timer = setInterval(() => setLeft((now) => (now === null ? null : now - 1)), 1000);
    return () => {
      clearInterval(timer);
      window.removeEventListener('pointerdown', touched);
      window.removeEventListener('keydown', touched);
    };
  }, [enabled]);
  useEffect(() => {
    if (left !== null && left <= 0) join();
  }, [left, join]);
  return left;
}
