// Which vote concerns everybody now, and for how long a result stays before a hall. Pure.
import type { View } from '../../api/view';
import type { OwnBallot, Poll, PollResult } from '../../api/view/polls';

/** How long a released result fills a hall's screen by itself. */
export const RESULT_MS = 180_000;
/** How long it is still told that a vote was called off. */
const CANCELLED_MS = 30_000;
/** How long the way to a result stays in sight. */
const AFTER_MS = 900_000;

const since = (at: string | null, now: number) =>
  at === null ? Number.POSITIVE_INFINITY : now - Date.parse(at);

function polls(view: View): readonly Poll[] {
  return view.polls.order.flatMap((id) => view.polls.items[id] ?? []);
}

/** The vote that is open or being counted. */
export function runningPoll(view: View): Poll | null {
  return (view.polls.open !== null && view.polls.items[view.polls.open]) || null;
}

/** The vote everybody should know of: running, being prepared, or just over. */
export function currentPoll(view: View, now: number): Poll | null {
  const running = runningPoll(view);
  if (running) return running;
  const all = polls(view);
  const checking = all.find(({ state }) => state === 'checking');
  if (checking) return checking;
  const over = all
    .filter(({ opened_at, closed_at }) => opened_at !== null && closed_at !== null)
    .toSorted((a, b) =>
      String(a.released_at ?? a.closed_at).localeCompare(String(b.released_at ?? b.closed_at)),
    );
  const last = over.at(-1);
  if (!last) return null;
  if (last.state === 'cancelled') return since(last.closed_at, now) < CANCELLED_MS ? last : null;
  return since(last.released_at ?? last.closed_at, now) < AFTER_MS ? last : null;
}

/** The result that fills a hall's screen: fresh, and no page was put in front since. */
export function resultInFront(view: View, now: number): Poll | null {
  const poll = currentPoll(view, now);
  if (!poll || poll.result === null || poll.released_at === null) return null;
  if (since(poll.released_at, now) >= RESULT_MS) return null;
  const { paper, at } = view.front;
  return paper !== null && at !== null && Date.parse(at) > Date.parse(poll.released_at) ? null : poll;
}

/** Whether a result fills the hall's screen: what was chosen by hand goes before what is fresh. */
export function stagedResult(
  view: View,
  shown: { readonly poll: string; readonly on: boolean } | null,
  now: number,
): Poll | null {
  const front = resultInFront(view, now);
  if (shown === null || (front !== null && front.id !== shown.poll)) return front;
  const poll = currentPoll(view, now);
  return shown.on && poll?.id === shown.poll && poll.result !== null ? poll : null;
}

/** What came of a vote, as far as this seat may see it. */
export function resultOf(view: View, poll: Poll): PollResult | null {
  return poll.result ?? view.me.poll_desk[poll.id]?.result ?? null;
}

/** The votes this seat gives in a poll, its own first. */
export function ballotsIn(view: View, poll: string): readonly OwnBallot[] {
  return view.me.ballots
    .filter((row) => row.poll === poll)
    .toSorted((a, b) => Number(a.proxy) - Number(b.proxy));
}

/** Whole seconds until a poll closes by itself; null without a time. */
export function secondsToClose(poll: Poll, now: number): number | null {
  if (poll.closes_at === null || poll.state !== 'open') return null;
  return Math.max(0, Math.ceil((Date.parse(poll.closes_at) - now) / 1000));
}
