// Words that were not saved do not go with their page by a slip.
import { useEffect } from 'react';

/** The browser asks before it closes a page with words that were not saved. */
export function useHeldPage(unsaved: boolean): void {
  useEffect(() => {
    if (!unsaved) return;
    const hold = (event: Event) => event.preventDefault();
    addEventListener('beforeunload', hold);
    return () => removeEventListener('beforeunload', hold);
  }, [unsaved]);
}
