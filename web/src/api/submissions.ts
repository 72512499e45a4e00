// Papers on their way to the desk, how far they all are, and the versions of those in the meeting.
import { api } from './client';
import type { PaperFile } from './papers';
import { sendResumable } from './resumable';
import { currentSlot } from './slot';
import type { PaperKind, Said } from './view/papers';

export type Stage = 'draft' | 'submitted' | 'approved' | 'sent_back';

export interface Submission extends Said {
  readonly paper: string;
  readonly version: number;
  readonly state: Stage;
  readonly unit_name: string;
  readonly note: string;
  readonly made_at: string;
  readonly submitted_at: string | null;
  readonly decided_at: string | null;
  readonly decided_by_name: string;
  /** Why it was sent back. */
  readonly reason: string;
  /** The first page says a marking of which the submission says nothing: the desk must say which holds. */
  readonly asks: boolean;
  readonly due_at: string | null;
  readonly late: boolean;
  readonly in_meeting: boolean;
  readonly file: PaperFile | null;
}

export interface WantedItem {
  readonly item: string;
  readonly title: string;
  readonly state: string;
  readonly seats: readonly string[];
  readonly due_at: string | null;
  readonly wanted: boolean;
}

export interface Submissions {
  readonly now: string;
  readonly meeting: { readonly id: string; readonly title: string; readonly state: string };
  readonly desk: boolean;
  readonly items: readonly WantedItem[];
  readonly submissions: readonly Submission[];
}

/** What is given of a paper; `newer_of` makes it the next version of that one. */
export interface Given {
  readonly title?: string;
  readonly item?: string;
  readonly number?: string;
  readonly issuer?: string;
  readonly dated?: string;
  readonly kind?: PaperKind;
  readonly marking?: string;
  readonly unit?: string;
  readonly note?: string;
  readonly newer_of?: string;
}

export type ExpectedState = 'missing' | 'draft' | 'sent_back' | 'submitted' | 'approved';

export interface Expected {
  readonly item: string;
  readonly title: string;
  readonly state: ExpectedState;
  readonly due_at: string | null;
  readonly received_at: string | null;
  readonly overdue: boolean;
  readonly late: boolean;
}

export interface Agency {
  readonly unit: string;
  readonly name: string;
  readonly expected: number;
  readonly received: number;
  readonly approved: number;
  readonly waiting: number;
  readonly sent_back: number;
  readonly missing: number;
  readonly overdue: number;
  readonly late: number;
  readonly next_due_at: string | null;
  readonly papers: readonly Expected[];
}

export interface Readiness {
  readonly now: string;
  readonly due_at: string | null;
  readonly agencies: readonly Agency[];
}

export interface PaperVersion {
  readonly version: number;
  readonly current: boolean;
  readonly state: Stage;
  readonly file_state: PaperFile['state'];
  readonly pages: number;
  readonly size: number;
  readonly at: string;
  readonly note: string;
  readonly read: boolean;
  /** Whether its file is open to the reader. */
  readonly opens: boolean;
}

export type Piece = readonly ['same' | 'added' | 'removed', string];

export interface PageChange {
  readonly change: 'changed' | 'picture' | 'added' | 'removed' | 'moved';
  readonly before: number | null;
  readonly after: number | null;
  readonly pieces: readonly Piece[];
}

export interface Changes {
  readonly from: number;
  readonly to: number;
  readonly pages: readonly PageChange[];
}

type Place = Pick<Submission, 'paper' | 'version'>;

const under = (meeting: string) => `/meetings/${encodeURIComponent(meeting)}/papers`;
const at = (meeting: string, { paper, version }: Place) =>
  `${under(meeting)}/submissions/${encodeURIComponent(paper)}/${version}`;
const paperAt = (meeting: string, paper: string) => `${under(meeting)}/${encodeURIComponent(paper)}`;

export const submissions = {
  list: (meeting: string) => api.get<Submissions>(`${under(meeting)}/submissions`),
  begin: (meeting: string, given: Given) => api.post<Submission>(`${under(meeting)}/submissions`, given),
  change: (meeting: string, one: Place, given: Given) => api.patch<Submission>(at(meeting, one), given),
  send: (meeting: string, one: Place, file: File, onProgress: (sent: number) => void, signal: AbortSignal) =>
    sendResumable({
      path: `${at(meeting, one)}/uploads`,
      owner: currentSlot() ?? '',
      file,
      said: {},
      onProgress,
      signal,
    }),
  submit: (meeting: string, one: Place) => api.post<Submission>(`${at(meeting, one)}/submit`),
  approve: (meeting: string, one: Place, marking?: string) =>
    api.post<Submission>(`${at(meeting, one)}/decision`, {
      decision: 'approve',
      ...(marking ? { marking } : {}),
    }),
  sendBack: (meeting: string, one: Place, reason: string) =>
    api.post<Submission>(`${at(meeting, one)}/decision`, { decision: 'send_back', reason }),
  drop: (meeting: string, one: Place) => api.delete<null>(at(meeting, one)),
  readiness: (meeting: string) => api.get<Readiness>(`${under(meeting)}/readiness`),
};

export const versions = {
  list: (meeting: string, paper: string) =>
    api.get<readonly PaperVersion[]>(`${paperAt(meeting, paper)}/versions`),
  changes: (meeting: string, paper: string, from: number, to: number) =>
    api.get<Changes>(`${paperAt(meeting, paper)}/changes`, { query: { from, to } }),
  readings: (meeting: string) =>
    api.get<Readonly<Record<string, readonly number[]>>>(`${under(meeting)}/readings`),
  noteRead: (meeting: string, paper: string, version: number) =>
    api.post<null>(`${paperAt(meeting, paper)}/read`, { version }),
};
