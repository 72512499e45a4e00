// Meetings over HTTP: the list of mine, making and changing one, links into it, its calendar file.
import { api, fileUrl } from './client';

export type MeetingState =
  | 'draft'
  | 'scheduled'
  | 'line_check'
  | 'in_session'
  | 'recess'
  | 'closed'
  | 'archived'
  | 'cancelled';
export type OfficerRole = 'chair' | 'deputy' | 'secretary' | 'technician';

export interface MeetingSummary {
  readonly id: string;
  readonly title: string;
  readonly state: MeetingState;
  readonly scheduled_at: string | null;
  readonly planned_s: number;
  readonly my_seat: string | null;
  readonly my_role: string | null;
}

export interface AgendaDraft {
  readonly title: string;
  readonly rapporteur: string;
  readonly planned_s: number;
  readonly seats: readonly string[];
  readonly internal: boolean;
  /** The item of an earlier meeting that this takes over. */
  readonly carried_from?: { readonly meeting: string; readonly item: string } | null;
}

export interface OfficerDraft {
  readonly account: string;
  readonly role: OfficerRole;
  readonly order: number;
}

export interface DelegateDraft {
  readonly name: string;
  readonly office: string;
  readonly site: string;
  /** Where they are written to; read back only by those who prepare the meeting. */
  readonly email?: string;
}

export interface QuorumDraft {
  readonly basis: 'delegates' | 'sites';
  readonly at_least: { readonly of: number; readonly parts: number; readonly over: boolean };
}

export interface MeetingDraft {
  readonly title: string;
  readonly scheduled_at: string;
  readonly planned_s: number;
  readonly agenda: readonly AgendaDraft[];
  readonly sites: readonly string[];
  readonly officers: readonly OfficerDraft[];
  readonly delegates: readonly DelegateDraft[];
  readonly auto_record: boolean;
  readonly quorum?: QuorumDraft | null;
  /** The template it was made after: delegates without an address have the one it knows. */
  readonly template?: string;
}

export interface MeetingDetail extends Omit<MeetingSummary, 'my_seat' | 'my_role'> {
  readonly auto_record: boolean;
  readonly agenda: readonly (AgendaDraft & { readonly id: string })[];
  readonly sites: readonly {
    readonly seat: string;
    readonly code: string;
    readonly name: string;
    readonly short_name: string;
  }[];
  readonly officers: readonly {
    readonly seat: string;
    readonly name: string;
    readonly office: string;
    readonly role: OfficerRole;
    readonly order: number;
  }[];
  readonly delegates: readonly (DelegateDraft & { readonly id: string })[];
}

export type MeetingChange = Partial<
  Pick<MeetingDraft, 'title' | 'scheduled_at' | 'planned_s' | 'auto_record'>
>;

export const meetings = {
  mine: () => api.get<MeetingSummary[]>('/meetings'),
  create: (draft: MeetingDraft) => api.post<{ id: string }>('/meetings', draft),
  detail: (id: string) => api.get<MeetingDetail>(`/meetings/${encodeURIComponent(id)}`),
  change: (id: string, change: MeetingChange) =>
    api.patch<MeetingDetail>(`/meetings/${encodeURIComponent(id)}`, change),
  cancel: (id: string, reason: string) =>
    api.post<null>(`/meetings/${encodeURIComponent(id)}/cancel`, { reason }),
  link: (id: string, kind: 'delegate' | 'observer', delegate?: string) =>
    api.post<{ url: string }>(
      `/meetings/${encodeURIComponent(id)}/links`,
      delegate ? { kind, delegate } : { kind },
    ),
  attendanceUrl: (id: string, lang: string) =>
    fileUrl(`/meetings/${encodeURIComponent(id)}/attendance.xlsx`, { lang }),
  calendarUrl: (id: string) => fileUrl(`/meetings/${encodeURIComponent(id)}/calendar.ics`),
};
