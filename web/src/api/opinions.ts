// Opinion slips over HTTP: the recipients' side and the office's, and what an account was told.
import { api, fileUrl } from './client';

export type SlipState = 'draft' | 'sent' | 'closed' | 'recalled';
export type Stage = 'chosen' | 'unseen' | 'seen' | 'passed_up' | 'returned' | 'answered';
export const OPINIONS = ['agree', 'disagree', 'other'] as const;
export type OpinionKind = (typeof OPINIONS)[number];

export interface Person {
  readonly account: string;
  readonly name: string;
  readonly office: string;
}

export interface Slip {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly body: string;
  readonly questions: readonly string[];
  readonly author: Person;
  readonly state: SlipState;
  readonly is_open: boolean;
  readonly deadline: string | null;
  readonly shows_answers: boolean;
  readonly needs_superior: boolean;
  readonly created_at: string;
  readonly sent_at: string | null;
  readonly ended_at: string | null;
  readonly reason: string;
}

export interface SlipSummary extends Slip {
  readonly recipients: number;
  readonly answered: number;
}

export interface SlipFile {
  readonly id: string;
  readonly title: string;
  readonly name: string;
  readonly size: number;
  readonly sha256: string;
}

export interface Given {
  readonly opinion: OpinionKind;
  readonly text: string;
}

export interface Answer {
  readonly opinions: readonly Given[];
  readonly attachment: SlipFile | null;
}

export interface Recipient extends Person {
  readonly group: string;
  readonly stage: Stage;
  /** The account whose turn it is. */
  readonly holder: string;
  readonly holders: readonly Person[];
  readonly note: string;
  readonly note_by: string;
  readonly seen_at: string | null;
  readonly answer: Answer | null;
  readonly answered_at: string | null;
  readonly answered_by: string | null;
  readonly answered_by_name: string;
  readonly version: number;
  readonly reminders: number;
  readonly reminded_at: string | null;
  readonly proposal?: Answer | null;
}

export interface MySlip {
  readonly slip: Slip;
  readonly recipient: Recipient;
  readonly papers?: readonly SlipFile[];
}

export type Tally = Readonly<Record<OpinionKind, number>>;

export interface GroupFigures {
  readonly name: string;
  readonly recipients: number;
  readonly answered: number;
  readonly tallies: readonly Tally[];
}

export interface Figures {
  readonly recipients: number;
  readonly answered: number;
  readonly changed: number;
  readonly with_attachment: number;
  readonly reminded: number;
  readonly stages: Readonly<Record<string, number>>;
  readonly tallies: readonly Tally[];
  readonly groups: readonly GroupFigures[];
  readonly by_day: readonly { readonly day: string; readonly answers: number }[];
  readonly median_s: number | null;
  readonly is_open: boolean;
  readonly is_contested: boolean;
}

export interface CourseEntry {
  readonly seq: number;
  readonly at: string;
  readonly by: Person;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface WholeSlip extends Slip {
  readonly entries: number;
  readonly head: string;
  readonly may_change: boolean;
  readonly papers: readonly SlipFile[];
  readonly recipients: readonly Recipient[];
  readonly figures: Figures;
  readonly course: readonly CourseEntry[];
}

export interface Addressee extends Person {
  readonly login: string;
  readonly group: string;
  readonly site: string | null;
}

export interface Chosen {
  readonly account: string;
  readonly group: string;
}

export interface SlipDraft {
  readonly number: string;
  readonly title: string;
  readonly body: string;
  readonly questions: readonly string[];
  readonly deadline?: string;
  readonly shows_answers: boolean;
  readonly needs_superior: boolean;
  readonly recipients: readonly Chosen[];
}

export interface Signature {
  readonly version: number;
  readonly at: string;
  readonly by: Person;
  readonly content_sha256: string;
  readonly entry: number;
  readonly hash: string;
}

export interface Version extends Signature {
  readonly answer: Answer;
}

export interface OtherAnswer extends Person {
  readonly answer: Answer;
  readonly answered_at: string;
}

export interface GivenBody {
  readonly opinions: readonly Given[];
  readonly attachment: string | null;
}

export interface NoticeLine {
  readonly id: number;
  readonly code: string;
  readonly about: string;
  readonly message: string;
  readonly at: string;
  readonly read: boolean;
}

export interface Audit {
  readonly entries: number;
  readonly head: string;
  readonly holds: boolean;
  readonly findings: readonly { readonly code: string; readonly where: string }[];
}

const one = (slip: string) => `/opinions/${encodeURIComponent(slip)}`;
const reply = (slip: string, account: string) => `${one(slip)}/answers/${encodeURIComponent(account)}`;
type Progress = (sent: number) => void;

export const opinions = {
  mine: () => api.get<MySlip[]>('/opinions/mine'),
  open: (slip: string, account: string) => api.get<MySlip>(reply(slip, account)),
  seen: (slip: string, account: string) => api.post<null>(`${reply(slip, account)}/seen`),
  answer: (slip: string, account: string, body: GivenBody, key: string) =>
    api.put<Signature>(reply(slip, account), { ...body, key }),
  passUp: (slip: string, account: string, to: string, note: string, body: GivenBody | null, key: string) =>
    api.post<Recipient>(`${reply(slip, account)}/pass-up`, { to, note, key, ...body }),
  sendBack: (slip: string, account: string, note: string, key: string) =>
    api.post<null>(`${reply(slip, account)}/send-back`, { note, key }),
  takeBack: (slip: string, account: string, key: string) =>
    api.post<Recipient>(`${reply(slip, account)}/take-back`, { key }),
  versions: (slip: string, account: string) => api.get<Version[]>(`${reply(slip, account)}/versions`),
  others: (slip: string, account: string) => api.get<OtherAnswer[]>(`${reply(slip, account)}/others`),
  attach: (slip: string, account: string, file: File, onProgress: Progress) =>
    api.upload<SlipFile>(`${reply(slip, account)}/files`, file, { query: { name: file.name }, onProgress }),
  superiors: (q: string) => api.get<Person[]>('/opinions/superiors', { query: { q } }),

  list: () => api.get<SlipSummary[]>('/opinions'),
  read: (slip: string) => api.get<WholeSlip>(one(slip)),
  create: (draft: Partial<SlipDraft>, key: string) => api.post<Slip>('/opinions', { ...draft, key }),
  edit: (slip: string, draft: Partial<SlipDraft>) => api.patch<Slip>(one(slip), draft),
  remove: (slip: string) => api.delete<null>(one(slip)),
  send: (slip: string, key: string) => api.post<Slip>(`${one(slip)}/send`, { key }),
  extend: (slip: string, deadline: string, reason: string, key: string) =>
    api.post<Slip>(`${one(slip)}/extend`, { deadline, reason, key }),
  recall: (slip: string, reason: string, key: string) =>
    api.post<Slip>(`${one(slip)}/recall`, { reason, key }),
  close: (slip: string, key: string) => api.post<Slip>(`${one(slip)}/close`, { key }),
  remind: (slip: string, accounts: readonly string[] | null, key: string) =>
    api.post<{ reminded: number }>(`${one(slip)}/remind`, { accounts, key }),
  directory: () => api.get<Addressee[]>('/opinions/directory'),
  match: (text: string) =>
    api.post<{ chosen: Chosen[]; unknown: string[]; ambiguous: string[] }>('/opinions/directory/match', {
      text,
    }),
  addPaper: (slip: string, file: File, onProgress: Progress) =>
    api.upload<SlipFile>(`${one(slip)}/papers`, file, { query: { name: file.name }, onProgress }),
  removePaper: (slip: string, paper: string) =>
    api.delete<null>(`${one(slip)}/papers/${encodeURIComponent(paper)}`),
  verify: (slip: string) => api.get<Audit>(`${one(slip)}/verify`, { timeoutMs: 60_000 }),
  table: (slip: string, meeting: string) =>
    api.post<{ id: string; title: string }>(
      `/meetings/${encodeURIComponent(meeting)}/agenda/opinion`,
      { slip },
      { timeoutMs: 120_000 },
    ),
  fileUrl: (slip: string, file: string) => fileUrl(`${one(slip)}/files/${encodeURIComponent(file)}`),
  summaryUrl: (slip: string, kind: 'xlsx' | 'html' | 'pdf', lang: string) =>
    fileUrl(`${one(slip)}/summary.${kind}`, { lang }),
  entriesUrl: (slip: string) => fileUrl(`${one(slip)}/entries.jsonl`),

  notices: () => api.get<NoticeLine[]>('/notices'),
  readNotices: (until: number) => api.post<null>('/notices/read', { until }),
};
