// What a page tells of itself: that somebody is back at it, that the line is, that it is about to be closed.

/** Calls `again` when the page is in use or online once more; asks before closing while `holds`. Undone by the result. */
export function followPage(again: () => void, holds: () => boolean): () => void {
  const shown = () => globalThis.document?.visibilityState === 'visible' && again();
  const closing = (event: Event) => holds() && event.preventDefault();
  globalThis.addEventListener?.('beforeunload', closing);
  globalThis.addEventListener?.('online', again);
  globalThis.addEventListener?.('focus', again);
  globalThis.document?.addEventListener('visibilitychange', shown);
  return () => {
    globalThis.removeEventListener?.('beforeunload', closing);
    globalThis.removeEventListener?.('online', again);
    globalThis.removeEventListener?.('focus', again);
    globalThis.document?.removeEventListener('visibilitychange', shown);
  };
}
