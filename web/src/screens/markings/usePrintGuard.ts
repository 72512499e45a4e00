// While a marked page is on the screen, printing the window gives a notice and nothing else.
import { useEffect } from 'react';

let shown = 0;

export function usePrintGuard(notice: string): void {
  useEffect(() => {
    shown += 1;
    document.body.dataset.marked = notice;
    return () => {
      shown -= 1;
      if (shown === 0) delete document.body.dataset.marked;
    };
  }, [notice]);
}
