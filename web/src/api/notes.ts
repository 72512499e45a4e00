// Private notes as the server keeps them: boxes it cannot open, and the key's wrappings it opens for the owner alone.
import { api } from './client';

export interface KeyAnswer {
  readonly owner: string;
  /** 32 bytes in base64. */
  readonly key: string;
  /** Another one once the owner has begun anew. */
  readonly key_id: string;
  /** Whether the owner's password opens it too; if not, it is lost with the last sign-in that opens it. */
  readonly by_password: boolean;
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
  readonly key_id: string;
  readonly notes: readonly NoteRow[];
  /** There are more after `rev`. */
  readonly more: boolean;
}

export interface Transfer {
  readonly code: string;
  readonly expires_at: string;
}

export interface Sealed {
  readonly box: string;
  /** The revision it was written over; 0 for a new note. */
  readonly base: number;
  readonly key_id: string;
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
  /** The marked papers, by meeting in which the owner has notes. */
  marked: () => api.get<Readonly<Record<string, readonly string[]>>>('/notes/marked'),
  put: (meeting: string, id: string, sealed: Sealed) =>
    api.put<{ readonly rev: number; readonly changed_at: string }>(one(meeting, id), sealed),
  remove: (meeting: string, id: string, base: number, key_id: string) =>
    api.delete<null>(one(meeting, id), { query: { base, key_id } }),
};

export type NotesApi = typeof notesApi;
