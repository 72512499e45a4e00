// The server's clock for components that show running times.
import { useEffect, useState } from 'react';
import { useSeat } from '../stores/SeatProvider';

/** The server's time in ms, redrawn on every full second of it. */
export function useNow(): number {
  const { clock } = useSeat().meeting;
  const [now, setNow] = useState(clock.now);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const tick = () => {
      const at = clock.now();
      setNow(at);
      timer = setTimeout(tick, 1000 - (at % 1000) + 5);
    };
    tick();
    return () => clearTimeout(timer);
  }, [clock]);
  return now;
}

/** Whole seconds from an ISO time to `now`; 0 when there is none. */
export function secondsSince(at: string | null, now: number): number {
  return at === null ? 0 : Math.max(0, Math.floor((now - Date.parse(at)) / 1000));
}
