// Private notes as the server keeps them: boxes it cannot open, and the key's wrappings it opens for the owner alone.
import { api } from './client';

export interface KeyAnswer {
  readonly owner: string;
  /** 32 bytes in base64. */
  readonly key: string;
}

export interface NoteRow {
  readonly id: string;
  readonly meeting: string;
  /** Rises with every change of any note of the owner. */
  readonly rev: number;
  /** Null: removed. */
  readonly box: string | null;
  readonly changed_at: string;
}

export interface NoteRows {
  readonly rev: number;
  readonly notes: readonly NoteRow[];
}

export interface Transfer {
  readonly code: string;
  readonly expires_at: string;
}

const one = (meeting: string, id: string) =>
  `/meetings/${encodeURIComponent(meeting)}/notes/${encodeURIComponent(id)}`;

export const notesApi = {
  key: () => api.get<KeyAnswer>('/notes/key'),
  unlock: (password: string) => api.post<KeyAnswer>('/notes/unlock', { password }),
  transfer: () => api.post<Transfer>('/notes/transfers'),
  claim: (code: string) => api.post<KeyAnswer>('/notes/transfers/claim', { code }),
  /** Gives up every note of the owner and begins with a new key. */
  renounce: () => api.post<null>('/notes/renounce', { confirm: true }),
  /** The changes after a revision: of one meeting, or of all. */
  since: (meeting: string | null, rev: number) =>
    api.get<NoteRows>(meeting === null ? '/notes' : `/meetings/${encodeURIComponent(meeting)}/notes`, {
      query: { since: rev },
    }),
  put: (meeting: string, id: string, box: string, base: number) =>
    api.put<{ readonly rev: number; readonly changed_at: string }>(one(meeting, id), { box, base }),
  remove: (meeting: string, id: string, base: number) =>
    api.delete<null>(one(meeting, id), { query: { base } }),
};

export type NotesApi = typeof notesApi;
