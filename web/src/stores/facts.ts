// What the screens read out of a view more than once. Only looking up and counting; no rule of the meeting is decided here.
import type { AgendaItem, FloorRequest, Seat, View } from '../api/view';
import type { Question, SpeakersList } from '../api/view/floor';

/** All turns in progress, interrupted ones included; more than one speaks only when the chair allowed it. */
export function turns(view: View): readonly FloorRequest[] {
  return view.floor.holders.flatMap((id) => view.floor.requests[id] ?? []);
}

/** The turn that is heard now; an interrupted one only when no other is left. */
export function currentTurn(view: View): FloorRequest | null {
  const all = turns(view);
  return all.find((turn) => turn.held_by === null) ?? all[0] ?? null;
}

export function waiting(view: View): readonly FloorRequest[] {
  return view.floor.queue.flatMap((id) => view.floor.requests[id] ?? []);
}

/** The seat whose camera shows a speaker: the hall for a hall or its delegate, else the officer. */
export function cameraOf(request: FloorRequest): Seat {
  return request.site ?? request.seat;
}

/** Who presides now, else the appointed chair. */
export function chairSeat(view: View): Seat | null {
  return (
    view.presiding ?? Object.values(view.officers).find((officer) => officer.role === 'chair')?.seat ?? null
  );
}

export interface Person {
  readonly name: string;
  readonly detail: string;
}

/** The name of a seat for a caption. */
export function personOf(view: View, seat: Seat | null): Person {
  if (seat === null) return { name: '', detail: '' };
  const site = view.sites[seat];
  if (site) return { name: site.name, detail: site.short_name };
  const officer = view.officers[seat];
  if (officer) return { name: officer.name, detail: officer.office };
  const delegate = Object.values(view.delegates).find((one) => one.seat === seat);
  return delegate ? { name: delegate.name, detail: delegate.office } : { name: seat, detail: '' };
}

/** Who speaks in a turn: the person, and the hall they sit in. */
export function speakerOf(view: View, request: FloorRequest): Person {
  const hall = request.site ? (view.sites[request.site]?.name ?? '') : '';
  if (request.name === hall || request.name === '')
    return { name: hall || personOf(view, request.seat).name, detail: request.office };
  return { name: request.name, detail: [request.office, hall].filter(Boolean).join(' · ') };
}

/** Seconds left of a turn (negative when over), or null without a limit; stands still while the clock stands. */
export function secondsLeft(request: FloorRequest, now: number): number | null {
  if (request.limit_s === null || request.granted_at === null) return null;
  if (request.ends_at !== null) return Math.ceil((Date.parse(request.ends_at) - now) / 1000);
  return request.limit_s - request.spent_s;
}

/** Seconds spoken in a turn, pauses and interruptions left out. */
export function secondsSpoken(request: FloorRequest, now: number): number {
  const running = request.running_since === null ? 0 : now - Date.parse(request.running_since);
  return request.spent_s + Math.max(0, Math.floor(running / 1000));
}

/** Whether the line of a request's hall (or officer) is there to speak through. */
export function reachable(view: View, request: FloorRequest): boolean {
  return isPresent(view, cameraOf(request));
}

export function isPresent(view: View, seat: Seat): boolean {
  return (view.sites[seat] ?? view.officers[seat])?.present ?? false;
}

/** The list of speakers of the item under discussion, or null before the first view that has one. */
export function currentList(view: View): SpeakersList | null {
  return view.floor.lists[view.floor.current_list] ?? null;
}

/** Seconds spent on an agenda item, running part included; the clock stands still during a recess. */
export function secondsSpent(view: View, item: AgendaItem, now: number): number {
  if (item.started_at === null) return item.spent_s;
  const end = view.meeting.recess_since ? Date.parse(view.meeting.recess_since) : now;
  return item.spent_s + Math.max(0, Math.floor((end - Date.parse(item.started_at)) / 1000));
}

export function currentItem(view: View): AgendaItem | null {
  return (view.agenda.current !== null && view.agenda.items[view.agenda.current]) || null;
}

export const can = (view: View, command: string): boolean => view.me.can.includes(command);

export interface Attendance {
  readonly present: number;
  readonly total: number;
}

export function attendance(view: View): Attendance {
  const sites = Object.values(view.sites);
  return { present: sites.filter((site) => site.present).length, total: sites.length };
}

/** The questions in their order; those that are over last come out when `open` is asked for. */
export function questions(view: View, over = false): readonly Question[] {
  const all = view.questions.order.flatMap((id) => view.questions.items[id] ?? []);
  return all.filter((question) => (question.state === 'closed') === over);
}
