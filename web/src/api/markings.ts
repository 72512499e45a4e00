// Who opened a meeting's marked papers, and which machines have proved that they gave them up.
import { api, fileUrl } from './client';

export interface AccessLine {
  readonly number: number;
  readonly at: string;
  readonly who: string;
  readonly office: string;
  readonly seat: string;
  readonly role: string;
  readonly device: string;
  readonly paper: string;
  readonly version: number;
  readonly page: number;
  /** `page`, `text`, `search`, `file` or `address`. */
  readonly what: string;
  /** `given`, or the code of the refusal. */
  readonly outcome: string;
}

export interface AccessLog {
  readonly lines: readonly AccessLine[];
  readonly head: string | null;
  /** The first line that does not fit the chain. */
  readonly broken_at: number | null;
}

export interface Holder {
  readonly seat: string;
  readonly device: string;
  readonly name: string;
  readonly had_at: string;
  readonly purged_at: string | null;
  /** `unconfirmed`: it signed out or never said which it is, so it cannot be asked any more. */
  readonly state: 'purged' | 'waiting' | 'lost' | 'unconfirmed';
}

export interface RecallState {
  readonly papers: readonly {
    readonly paper: string;
    readonly title: string;
    readonly recalled_at: string | null;
    /** Not in the meeting: taken out, or a draft that never was. */
    readonly gone: boolean;
    readonly holders: readonly Holder[];
  }[];
  readonly destroyed: readonly {
    readonly paper: string;
    readonly version: number;
    readonly due_at: string;
    readonly destroyed_at: string | null;
  }[];
}

const under = (meeting: string) => `/meetings/${encodeURIComponent(meeting)}/markings`;

export const markings = {
  access: (meeting: string) => api.get<AccessLog>(`${under(meeting)}/access`),
  accessUrl: (meeting: string) => fileUrl(`${under(meeting)}/access.jsonl`),
  recall: (meeting: string) => api.get<RecallState>(`${under(meeting)}/recall`),
};
