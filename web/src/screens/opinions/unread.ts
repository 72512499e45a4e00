// Which notices are shown at once, so that nothing is marked as read that nobody saw. Pure.
import type { NoticeLine } from '../../api/opinions';

const AT_ONCE = 4;

export interface Unread {
  /** The oldest that are unread, the newest of them first. */
  readonly shown: readonly NoticeLine[];
  /** Up to this one they are read once those shown are: its id. */
  readonly until: number;
  readonly all: number;
  /** How many come up next. */
  readonly later: number;
}

/** `lines` come the newest first; null when nothing is unread. */
export function unreadOf(lines: readonly NoticeLine[]): Unread | null {
  const unread = lines.filter((one) => !one.read);
  const shown = unread.slice(-AT_ONCE);
  const [newest] = shown;
  return newest ? { shown, until: newest.id, all: unread.length, later: unread.length - shown.length } : null;
}
