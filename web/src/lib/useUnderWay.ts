// One thing at a time: what was pressed is seen to be under way, and is not begun again meanwhile.
import { useRef, useState } from 'react';

type Act = () => unknown;

/** Whether what was begun is under way, and how to begin something. Resolves when it is over. */
export function useUnderWay(): readonly [boolean, (act: Act) => Promise<void>] {
  const [busy, setBusy] = useState(false);
  const going = useRef(false);
  const begin = async (act: Act) => {
    if (going.current) return;
    going.current = true;
    setBusy(true);
    try {
      await act();
    } finally {
      going.current = false;
      setBusy(false);
    }
  };
  return [busy, begin];
}
