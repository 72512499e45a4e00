// What is heard and announced as a turn goes on: the bell, the warning, the end, the call of the own seat; and votes. Pure.
import type { FloorRequest, View } from '../../api/view';
import type { SoundName } from '../../lib/sounds';
import { turns } from '../../stores/facts';
import { voteSounds } from '../votes/news';

/** A view and the server's time (ms) at which it was looked at. */
export interface Moment {
  readonly view: View;
  readonly now: number;
}

export type Mark = 'warn' | 'end';

/** Whether a turn passed its warning or its end between two moments. */
export function markBetween(turn: FloorRequest, before: number, now: number): Mark | null {
  if (turn.ends_at === null || now <= before) return null;
  const end = Date.parse(turn.ends_at);
  const [then, left] = [end - before, end - now].map((ms) => Math.ceil(ms / 1000)) as [number, number];
  if (then > 0 && left <= 0) return 'end';
  return turn.warn_s > 0 && then > turn.warn_s && left <= turn.warn_s ? 'warn' : null;
}

/** Whose ears the warning and the end are for: who speaks, in the hall or with it, and the officers. */
function concerns(view: View, turn: FloorRequest): boolean {
  const { me } = view;
  if (['chair', 'deputy', 'secretary', 'technician'].includes(me.role)) return true;
  return turn.seat === me.seat || (me.site !== null && turn.site === me.site);
}

/** The sounds due between two moments; the chair's bell is for every screen. */
export function soundsBetween(before: Moment, after: Moment): readonly SoundName[] {
  const due = new Set<SoundName>(voteSounds(before, after));
  for (const turn of turns(after.view)) {
    const known = before.view.floor.requests[turn.id];
    if (known && turn.rang_at !== null && turn.rang_at !== known.rang_at) due.add('bell');
    if (!concerns(after.view, turn)) continue;
    const mark = markBetween(turn, before.now, after.now);
    if (mark) due.add(mark === 'end' ? 'bell' : 'warn');
  }
  if (!before.view.me.holds_floor && after.view.me.holds_floor) due.add('call');
  return [...due];
}
