// A server of notes in memory that keeps the contract's rules, and notes to put there.
import { ApiError, NETWORK } from '../../src/api/errors';
import type { KeyAnswer, NoteRow, NotesApi, Sealed } from '../../src/api/notes';
import { toBase64 } from '../../src/notes/box';
import type { Note } from '../../src/notes/note';
import { MemoryQueue, type NoteQueue } from '../../src/notes/queue';
import { NotesStore } from '../../src/stores/notes';

export const aKey = (fill = 7): string => toBase64(new Uint8Array(32).fill(fill));

export const aNote = (more: Partial<Note> = {}): Note => ({
  kind: 'note',
  text: 'Hỏi lại số liệu giải ngân',
  colour: 'yellow',
  paper: 'p1',
  title: 'Báo cáo giải ngân',
  marked: false,
  version: 1,
  page: 3,
  quote: null,
  sample: '',
  rects: [],
  at: null,
  recording_s: null,
  made: '2026-11-27T01:00:00.000Z',
  changed: '2026-11-27T01:00:00.000Z',
  twin: null,
  ...more,
});

/** What one owner has on the server; each device gets its own line to it. */
export class FakeServer {
  key: KeyAnswer = { owner: 'account:a', key: aKey(), key_id: 'aaaaaaaaaaaa', by_password: true };
  locked = false;
  /** The sign-in has ended by itself. */
  ended = false;
  /** Notes it takes in all. */
  room = Number.POSITIVE_INFINITY;
  ways: readonly string[] = ['password', 'transfer'];
  readonly rows = new Map<string, NoteRow>();
  rev = 0;
  /** Notes in one answer. */
  most = 1000;

  private store(id: string, meeting: string, box: string | null): NoteRow {
    const row = { id, meeting, box, rev: ++this.rev, changed_at: '2026-11-27T01:00:00Z' };
    this.rows.set(id, row);
    return row;
  }

  put(meeting: string, id: string, box: string | null, base: number): NoteRow {
    const now = this.rows.get(id);
    if (now && now.box === box) return now;
    if ((now?.rev ?? 0) !== base) {
      const details = { note: now ?? null };
      throw new ApiError('notes.changed_elsewhere', 'đã sửa nơi khác', 409, details);
    }
    const there = [...this.rows.values()].filter((row) => row.box !== null).length;
    if (box !== null && !now?.box && there >= this.room) throw new ApiError('notes.too_many', 'đầy', 409);
    return this.store(id, meeting, box);
  }

  renounced(): void {
    this.rows.clear();
    this.key = { ...this.key, key: aKey(9), key_id: 'bbbbbbbbbbbb' };
    // The new key of an account that has a password is made when the password is there to wrap it.
    this.locked = this.key.by_password;
    this.ways = ['password'];
  }
}

export class FakeLine implements NotesApi {
  down = false;
  /** The next change arrives, its answer does not. */
  losesAnswer = false;
  refuses: ApiError | null = null;
  sent = 0;
  /** Requests for anything. */
  asked = 0;
  constructor(readonly server: FakeServer) {}

  private pass(): void {
    this.asked++;
    if (this.down) throw new ApiError(NETWORK, '', 0);
    if (this.server.ended) throw new ApiError('session.ended', 'đã hết phiên', 401);
  }

  async key() {
    this.pass();
    if (this.server.locked) throw new ApiError('notes.locked', '', 423, { ways: this.server.ways });
    return this.server.key;
  }
  async unlock() {
    this.server.locked = false;
    return this.key();
  }
  async claim() {
    return this.unlock();
  }
  async transfer() {
    return { code: 'ABCD-EFGH-JKLM', expires_at: '2026-11-27T01:10:00Z' };
  }
  async renounce() {
    this.server.renounced();
    return null;
  }
  async since(meeting: string | null, rev: number) {
    this.pass();
    const rows = [...this.server.rows.values()]
      .filter((row) => row.rev > rev && (meeting === null || row.meeting === meeting))
      .sort((a, b) => a.rev - b.rev);
    const notes = rows.slice(0, this.server.most);
    const more = notes.length < rows.length;
    const { key_id } = this.server.key;
    return { rev: more ? (notes.at(-1)?.rev ?? rev) : this.server.rev, key_id, notes, more };
  }
  async marked() {
    return {};
  }
  async put(meeting: string, id: string, { box, base, key_id }: Sealed) {
    if (key_id !== this.server.key.key_id) throw new ApiError('notes.other_key', '', 409);
    return this.change(() => this.server.put(meeting, id, box, base));
  }
  async remove(meeting: string, id: string, base: number, key_id: string) {
    if (key_id !== this.server.key.key_id) throw new ApiError('notes.other_key', '', 409);
    this.change(() => this.server.put(meeting, id, null, base));
    return null;
  }

  private change(act: () => NoteRow): NoteRow {
    this.pass();
    if (this.refuses) throw this.refuses;
    this.sent++;
    const row = act();
    if (!this.losesAnswer) return row;
    this.losesAnswer = false;
    throw new ApiError(NETWORK, '', 0);
  }
}

export interface Device {
  readonly store: NotesStore;
  readonly line: FakeLine;
  readonly queue: NoteQueue;
}

/** A page of a browser: another page of the same browser shares its queue. */
export async function aDevice(server: FakeServer, queue: NoteQueue = new MemoryQueue()): Promise<Device> {
  const line = new FakeLine(server);
  const store = new NotesStore('m1', line, async () => queue);
  await store.begin();
  return { store, line, queue };
}

export const textsOf = (store: NotesStore): string[] =>
  Object.values(store.get().notes)
    .map(({ note }) => note.text)
    .sort();
