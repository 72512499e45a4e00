// The mail of a meeting: who was written what, and what is chosen for it.
import { api } from './client';

export interface MailMessage {
  readonly id: number;
  readonly template: string;
  readonly email: string;
  readonly state: 'queued' | 'sent' | 'failed' | 'dropped';
  readonly attempts: number;
  /** What stands against it, one of `mail.why_…`, or empty; `reason` is how the mail server put it. */
  readonly why: string;
  readonly reason: string;
  readonly queued_at: string;
  readonly sent_at: string | null;
  readonly next_at: string | null;
}

export interface MailPerson {
  readonly seat: string;
  readonly name: string;
  readonly email: string;
  readonly invited: boolean;
  readonly messages: readonly MailMessage[];
}

export interface MeetingMail {
  readonly configured: boolean;
  readonly invite: boolean;
  /** Minutes before the beginning. */
  readonly reminders: readonly number[];
  readonly people: readonly MailPerson[];
}

const of = (meeting: string) => `/meetings/${encodeURIComponent(meeting)}`;

export const mail = {
  get: (meeting: string) => api.get<MeetingMail>(`${of(meeting)}/mail`),
  choose: (meeting: string, chosen: { invite: boolean; reminders: readonly number[] }) =>
    api.put<MeetingMail>(`${of(meeting)}/mail`, chosen),
  resend: (meeting: string, message: number) => api.post<null>(`${of(meeting)}/mail/${message}/resend`),
  setAddress: (meeting: string, delegate: string, email: string) =>
    api.put<{ email: string }>(`${of(meeting)}/contacts/${encodeURIComponent(delegate)}`, { email }),
};
