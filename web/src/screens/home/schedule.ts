/** Sorting a person's meetings by what they need now: live first, then today, coming, past. Pure. */
import type { MeetingSummary } from '../../api/meetings';
import { localDay } from '../../lib/localTime';

export interface Schedule {
  live: MeetingSummary[];
  today: MeetingSummary[];
  coming: MeetingSummary[];
  past: MeetingSummary[];
}

/** States in which the room is open: joining makes sense at once. */
const OPEN = new Set(['line_check', 'in_session', 'recess']);
const OVER = new Set(['closed', 'archived', 'cancelled']);

export function isOpen(meeting: MeetingSummary): boolean {
  return OPEN.has(meeting.state);
}

function start(meeting: MeetingSummary): number {
  return meeting.scheduled_at ? Date.parse(meeting.scheduled_at) : Number.POSITIVE_INFINITY;
}

export function scheduleOf(meetings: readonly MeetingSummary[], now: Date): Schedule {
  const day = localDay(now.toISOString());
  const sorted = [...meetings].sort((a, b) => start(a) - start(b));
  const found: Schedule = { live: [], today: [], coming: [], past: [] };
  for (const meeting of sorted) {
    if (isOpen(meeting)) found.live.push(meeting);
    else if (OVER.has(meeting.state)) found.past.unshift(meeting);
    else if (meeting.scheduled_at && localDay(meeting.scheduled_at) === day) found.today.push(meeting);
    else if (meeting.scheduled_at && localDay(meeting.scheduled_at) < day) found.past.unshift(meeting);
    else found.coming.push(meeting);
  }
  return found;
}

/** The meeting a hall's machine should enter by itself, and the one to announce while it waits. */
export function forHall(
  meetings: readonly MeetingSummary[],
  now: Date,
): { enter: MeetingSummary | null; next: MeetingSummary | null } {
  const schedule = scheduleOf(meetings, now);
  return { enter: schedule.live[0] ?? null, next: schedule.today[0] ?? schedule.coming[0] ?? null };
}
