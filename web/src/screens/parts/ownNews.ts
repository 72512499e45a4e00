// What this seat was last told about its own turn: not granted, or ended by somebody else. Pure.
import type { View } from '../../api/view';
import type { Key } from '../../i18n';

export interface OwnNews {
  /** Differs for every telling, so that a dismissed one stays away and the next one shows. */
  readonly id: string;
  readonly kind: 'denied' | 'ended';
  readonly title: Key;
  /** Why, in the words of the rule; null when the reason says it all. */
  readonly why: Key | null;
  /** In the words of who decided; may be empty. */
  readonly reason: string;
  readonly topic: string;
  /** The delegate a hall is told about; null when it is the seat's own turn. */
  readonly delegate: string | null;
}

/** News is shown this long unless dismissed; the hall may be looking elsewhere for a while. */
export const NEWS_MS = 180_000;

const CAUSES: Readonly<Record<string, Key>> = {
  officer: 'meeting.news.officer',
  replaced: 'meeting.news.replaced',
  fewer: 'meeting.news.fewer',
  opened: 'meeting.news.opened',
  recess: 'meeting.news.recess',
  closed: 'meeting.news.closed',
  removed: 'meeting.news.removed',
  absent: 'meeting.news.absent',
};

/** The newest news of the own turn that is still fresh at `now` (server ms), or null. */
export function ownNews(view: View, now: number): OwnNews | null {
  const { denied, ended, holds_floor, request } = view.me;
  if (holds_floor || request !== null) return null;
  const fresh = (at: string) => now - Date.parse(at) < NEWS_MS;
  const newer = denied && ended && Date.parse(ended.at) >= Date.parse(denied.at) ? null : denied;
  if (newer && fresh(newer.at)) {
    return {
      id: `denied ${newer.request} ${newer.at}`,
      kind: 'denied',
      title: 'meeting.news.deniedTitle',
      why: newer.reason ? null : 'meeting.own.deniedNoReason',
      reason: newer.reason,
      topic: newer.topic,
      delegate: newer.delegate ?? null,
    };
  }
  if (newer || !ended || !fresh(ended.at)) return null;
  return {
    id: `ended ${ended.request} ${ended.at}`,
    kind: 'ended',
    title: 'meeting.news.endedTitle',
    why: CAUSES[ended.cause] ?? 'meeting.news.officer',
    reason: ended.reason,
    topic: '',
    delegate: ended.delegate ?? null,
  };
}
