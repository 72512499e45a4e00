// What waits for a delegate beside the page: one thing to answer, and what is told. Pure; the server decides what may be done.
import type { Delegate, View } from '../../api/view';
import type { Notice } from '../../api/view/program';
import { can } from '../../stores/facts';
import { noticesFor } from '../parts/program/noticesFor';

/** What a delegate is asked to do, the most pressing first. */
const ANSWERS = ['delegate.check_in', 'delegate.return', 'invitation.answer'] as const;
export type Answer = (typeof ANSWERS)[number];

export interface Pending {
  /** Null when nothing is asked. */
  readonly answer: Answer | null;
  /** The newest first. */
  readonly notices: readonly Notice[];
  /** The name called out in the roll-call; empty when none is. */
  readonly called: string;
  /** The agenda item this delegate reports on, while its time is known; null when there is none. */
  readonly nextItem: string | null;
  /** Since when the delegate is counted here (ISO 8601), as long as leaving can be told; null otherwise. */
  readonly here: string | null;
  /** How many things are there to open. */
  readonly count: number;
}

/** The delegate this seat belongs to. */
export function ownDelegate(view: View): Delegate | null {
  return Object.values(view.delegates).find((one) => one.seat === view.me.seat) ?? null;
}

function answerOf(view: View, own: Delegate): Answer | null {
  const asked = ANSWERS.filter((one) => can(view, one));
  const invited = own.answer === null && own.entered_at === null;
  return asked.find((one) => one !== 'invitation.answer' || invited) ?? null;
}

/** Everything that waits, or null when nothing does. */
export function pendingOf(view: View): Pending | null {
  const own = ownDelegate(view);
  const answer = own && answerOf(view, own);
  const notices = noticesFor(view);
  const called = view.roll.called?.name ?? '';
  const next = view.me.next_item;
  const nextItem = next && next.expected_at !== null ? next.item : null;
  const here = own && can(view, 'delegate.leave') ? own.entered_at : null;
  const changes = own && own.entered_at === null && can(view, 'invitation.answer');
  const count = notices.length + [answer ?? changes, called, nextItem, here].filter(Boolean).length;
  return count === 0 ? null : { answer, notices, called, nextItem, here, count };
}
