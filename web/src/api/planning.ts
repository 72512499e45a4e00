// What lies between meetings: the calendar, clashes, feeds, templates and series.
import { api } from './client';
import type { AgendaDraft, DelegateDraft, MeetingDraft, MeetingState, OfficerDraft } from './meetings';

export interface CalendarMeeting {
  readonly id: string;
  readonly title: string;
  readonly state: MeetingState;
  readonly scheduled_at: string;
  readonly planned_s: number;
  readonly my_role: string | null;
  readonly sites: readonly string[];
  readonly officers: readonly { readonly name: string; readonly role: string }[];
  readonly delegates: number;
}

/** A day of a series whose meeting has not been made yet. */
export interface PlannedDay {
  readonly series: string;
  readonly name: string;
  readonly day: string;
  readonly scheduled_at: string;
  readonly planned_s: number;
}

export interface CalendarSpan {
  readonly meetings: readonly CalendarMeeting[];
  readonly planned: readonly PlannedDay[];
  readonly holidays: readonly { readonly day: string; readonly name: string }[];
}

export interface Clash {
  /** Null when whoever asks may not know which meeting it is. */
  readonly id: string | null;
  readonly title: string | null;
  readonly scheduled_at: string;
  readonly planned_s: number;
  readonly seats: readonly { readonly seat: string; readonly name: string }[];
}

export interface ClashQuestion {
  readonly scheduled_at: string;
  readonly planned_s: number;
  readonly sites: readonly string[];
  readonly officers: readonly string[];
  readonly but?: string;
}

/** A meeting without its time. */
export interface Plan extends Omit<MeetingDraft, 'scheduled_at'> {
  readonly agenda: readonly AgendaDraft[];
  readonly officers: readonly OfficerDraft[];
  readonly delegates: readonly DelegateDraft[];
}

export interface TemplateLine {
  readonly id: string;
  readonly name: string;
  readonly owner: string;
  readonly title: string;
  readonly planned_s: number;
  readonly items: number;
  readonly sites: number;
  readonly delegates: number;
}

export interface Template extends TemplateLine {
  readonly plan: Plan;
}

export interface SeriesDay {
  readonly day: string;
  readonly state: 'due' | 'creating' | 'created' | 'moved' | 'skipped';
  readonly scheduled_at: string;
  readonly number: number | null;
  readonly meeting: string | null;
  readonly holiday: string;
  readonly left_out: readonly string[];
}

export interface RuleFields {
  readonly rule: string;
  readonly begins: string;
  readonly at: string;
  readonly without: readonly string[];
  readonly skip_holidays: boolean;
  readonly ends_before: string | null;
}

export interface SeriesFields extends RuleFields {
  readonly name: string;
  readonly plan: Plan;
  readonly first_number: number;
  readonly ahead_days: number;
  readonly as_draft: boolean;
  readonly carry: 'take' | 'offer';
  readonly revision?: string;
}

export interface SeriesLine extends Omit<SeriesFields, 'plan'> {
  readonly id: string;
  readonly title: string;
  readonly owner: string;
  readonly next: SeriesDay | null;
}

export interface Series extends Omit<SeriesLine, 'next'> {
  readonly plan: Plan;
  readonly days: readonly SeriesDay[];
  /** Of everything in it: sent back with a change, so that a series changed meanwhile is not overwritten. */
  readonly revision: string;
}

const one = (kind: string, id: string) => `/${kind}/${encodeURIComponent(id)}`;

export const calendar = {
  between: (from: string, to: string) => api.get<CalendarSpan>('/calendar', { query: { from, to } }),
  clashes: (question: ClashQuestion) => api.post<Clash[]>('/calendar/clashes', question),
  feed: () => api.get<{ since: string | null }>('/calendar/feed'),
  openFeed: () => api.post<{ url: string }>('/calendar/feed'),
  closeFeed: () => api.delete<null>('/calendar/feed'),
};

export const templates = {
  list: () => api.get<TemplateLine[]>('/templates'),
  get: (id: string) => api.get<Template>(one('templates', id)),
  add: (name: string, plan: Plan) => api.post<Template>('/templates', { name, plan }),
  change: (id: string, name: string, plan: Plan) => api.put<Template>(one('templates', id), { name, plan }),
  remove: (id: string) => api.delete<null>(one('templates', id)),
  keep: (meeting: string, name: string) =>
    api.post<Template>(`${one('meetings', meeting)}/template`, { name }),
};

export const series = {
  list: () => api.get<SeriesLine[]>('/series'),
  get: (id: string) => api.get<Series>(one('series', id)),
  add: (fields: SeriesFields) => api.post<Series>('/series', fields),
  /** With `from` only this day and those that follow change; the answer is the series they belong to then. */
  change: (id: string, fields: SeriesFields, from: string | null) =>
    api.put<Series>(one('series', id), fields, { query: { from } }),
  end: (id: string, day: string, cancel: boolean) =>
    api.post<Series>(`${one('series', id)}/end`, { day, cancel }),
  preview: (rule: RuleFields) => api.post<SeriesDay[]>('/series/preview', rule),
  skip: (id: string, day: string, reason: string) =>
    api.post<null>(`${one('series', id)}/days/${day}/skip`, { reason }),
  move: (id: string, day: string, scheduled_at: string) =>
    api.post<null>(`${one('series', id)}/days/${day}/move`, { scheduled_at }),
  restore: (id: string, day: string) => api.post<null>(`${one('series', id)}/days/${day}/restore`),
};
