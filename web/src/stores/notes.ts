// The owner's private notes on this screen: opens the key, follows the other devices, sends what was written when it can.
import { ApiError } from '../api/errors';
import type { KeyAnswer, NoteRow, NotesApi, Transfer } from '../api/notes';
import { Observable } from '../lib/observable';
import { ClosedBox, canSeal, keyFrom, type Label, open, seal } from '../notes/box';
import { type Note, readsTheSame } from '../notes/note';
import type { NoteQueue, Waiting } from '../notes/queue';
import { reconcile } from '../notes/reconcile';
import { rowIn, waysIn } from '../notes/refusals';
import { closingLoses, type KeptNote, type NotesState, START } from './notesState';

export type { KeptNote, NotesState } from './notesState';

const RETRY_MS = 8_000;
const MOST_ROUNDS = 4;
/** Another device or tab may have brought the key meanwhile. */
const ASKED_AGAIN: readonly NotesState['phase'][] = ['failed', 'locked'];
const OTHER_KEY = 'notes.other_key';
/** Answers that end the sending: nobody is signed in, the notes are locked. */
const ENDING: readonly number[] = [401, 423];

export class NotesStore extends Observable<NotesState> {
  private key: CryptoKey | null = null;
  private keyId = '';
  /** Every key this page has had, by id: what waits may be sealed with one that was given up elsewhere. */
  private readonly keys = new Map<string, CryptoKey>();
  private queue: NoteQueue | null = null;
  private rev = 0;
  private readonly closed = new Set<string>();
  private readonly refused = new Map<string, { readonly box: string | null; readonly problem: ApiError }>();
  private turn: Promise<void> = Promise.resolve();
  private timer: ReturnType<typeof setTimeout> | null = null;
  private running = false;

  /** `meeting`: whose notes are shown; null: of every meeting. */
  constructor(
    private readonly meeting: string | null,
    private readonly api: NotesApi,
    private readonly openQueue: () => Promise<NoteQueue>,
  ) {
    super(START);
  }

  /** Opens the notes and keeps them up to date, until the returned function is called. */
  start(): () => void {
    this.running = true;
    const again = () => void this.sync();
    const shown = () => globalThis.document?.visibilityState === 'visible' && again();
    const closing = (event: Event) => closingLoses(this.get()) && event.preventDefault();
    globalThis.addEventListener?.('beforeunload', closing);
    globalThis.addEventListener?.('online', again);
    globalThis.addEventListener?.('focus', again);
    globalThis.document?.addEventListener('visibilitychange', shown);
    void this.begin();
    return () => {
      this.running = false;
      if (this.timer) clearTimeout(this.timer);
      globalThis.removeEventListener?.('beforeunload', closing);
      globalThis.removeEventListener?.('online', again);
      globalThis.removeEventListener?.('focus', again);
      globalThis.document?.removeEventListener('visibilitychange', shown);
    };
  }

  /** Asks for the key anew. */
  begin = async (): Promise<void> => {
    if (!canSeal()) return this.merge({ phase: 'unsupported' });
    try {
      await this.opened(await this.api.key());
    } catch (problem) {
      return this.failed(problem);
    }
    await this.sync();
  };

  unlock = async (password: string): Promise<void> => {
    await this.opened(await this.api.unlock(password));
    await this.sync();
  };

  claim = async (code: string): Promise<void> => {
    await this.opened(await this.api.claim(code));
    await this.sync();
  };

  transfer = (): Promise<Transfer> => this.api.transfer();

  /** Gives up every note of the owner for good and begins with a new key. */
  renounce = async (): Promise<void> => {
    await this.api.renounce();
    const { owner } = this.get();
    if (owner !== null) await this.queue?.clear(owner);
    this.key = null;
    this.keys.clear();
    // The new key may have to be opened first, by the password.
    await this.begin();
  };

  /**
   * Writes a note, new or over an earlier text of it; resolves with its id once it is kept here. `from`: the text it was
   * made of; where the note reads otherwise by now, it stays, and what is written is kept beside it.
   */
  async write(
    note: Note,
    id: string = crypto.randomUUID(),
    meeting: string | null = this.meeting,
    from?: Note,
  ): Promise<string> {
    const { key, key_id, queue, owner } = this.ready();
    if (meeting === null) throw new Error('a note belongs to a meeting');
    const label = { owner, meeting, id };
    const box = await seal(key, label, note);
    // Looked at last: what comes from elsewhere after it is met by the number the note has now.
    const theirs = from && (await this.overtaken(from, label));
    if (theirs) return readsTheSame(theirs, note) ? id : this.beside(note, label);
    const rev = this.get().notes[id]?.rev ?? 0;
    await queue.change(label, (now) => ({
      ...label,
      box,
      key_id,
      base: now?.base ?? rev,
      tried: now?.tried ?? [],
    }));
    this.show({ id, meeting, note, rev, waiting: true, refused: null });
    this.merge({ written: true });
    void this.sync();
    return id;
  }

  /** Keeps a text beside the note that was changed elsewhere since it was begun. */
  private beside(note: Note, { meeting, id }: Label): Promise<string> {
    this.merge({ news: 'twin' });
    return this.write({ ...note, twin: id }, crypto.randomUUID(), meeting);
  }

  /** What another device or tab has made of a note since it was `from`; null while it reads the same. */
  private async overtaken(from: Note, label: Label): Promise<Note | null> {
    const { key, queue } = this.ready();
    const waits = (await queue.all(label.owner)).find(({ id }) => id === label.id);
    const now = waits
      ? waits.box && (await open(key, label, waits.box).catch(() => null))
      : this.get().notes[label.id]?.note;
    return now && !readsTheSame(now, from) ? now : null;
  }

  /** Removes a note; false when it stays, because it reads otherwise by now than `from`. */
  async remove(id: string, from?: Note): Promise<boolean> {
    const { queue, owner, key_id } = this.ready();
    const known = this.get().notes[id];
    if (!known) return true;
    const label = { owner, meeting: known.meeting, id };
    if (from && (await this.overtaken(from, label))) {
      this.merge({ news: 'back' });
      return false;
    }
    await queue.change(label, (now) => {
      const [base, tried] = [now?.base ?? known.rev, now?.tried ?? []];
      // What was never sent needs no removal elsewhere.
      return base === 0 && tried.length === 0 ? null : { ...label, box: null, key_id, base, tried };
    });
    this.hide(id);
    void this.sync();
    return true;
  }

  /** The owner has read the news; what no key opens is let go with that, not before. */
  async heard(): Promise<void> {
    const { news } = this.get();
    this.merge({ news: null });
    if (news !== 'sealed') return;
    const { queue, owner } = this.ready();
    for (const one of await queue.all(owner))
      if (!(await this.opens(one))) await queue.change(one, (now) => (now?.box === one.box ? null : now));
  }

  /** Sends what waits and fetches what is new; one at a time. */
  sync = (): Promise<void> => {
    const done = this.turn.then(() => this.exchange());
    this.turn = done.catch(() => undefined);
    return done;
  };

  private async exchange(): Promise<void> {
    if (this.timer) clearTimeout(this.timer);
    try {
      if (!this.key && ASKED_AGAIN.includes(this.get().phase)) await this.opened(await this.api.key());
      if (!this.key) return;
      await this.flush().catch((problem: unknown) => this.rekeyed(problem));
      await this.pull();
      this.merge({ offline: false });
    } catch (problem) {
      this.failed(problem);
    }
  }

  /** The owner has begun anew on another device: on with the new key. */
  private async rekeyed(problem: unknown): Promise<void> {
    if (!(problem instanceof ApiError) || problem.code !== OTHER_KEY) throw problem;
    await this.opened(await this.api.key());
    await this.flush();
  }

  private ready() {
    const { owner } = this.get();
    if (!this.key || !this.queue || owner === null) throw new ApiError('notes.locked', '', 423);
    return { key: this.key, key_id: this.keyId, queue: this.queue, owner };
  }

  private async opened({ owner, key, key_id, by_password }: KeyAnswer): Promise<void> {
    this.queue ??= await this.openQueue();
    if (key_id !== this.keyId || !this.key) {
      this.key = await keyFrom(key);
      this.keyId = key_id;
      this.keys.set(key_id, this.key);
      this.rev = 0;
      this.closed.clear();
      this.refused.clear();
      this.merge({ notes: {}, unreadable: 0 });
    }
    const { lasting } = this.queue;
    this.merge({ phase: 'open', owner, problem: null, ways: [], lasting, byPassword: by_password });
    await this.recall();
  }

  /** What waits was sealed with a key the owner has given up elsewhere: it is sealed anew, as a new note. */
  private async reseal(one: Waiting): Promise<Waiting | null> {
    const { key, key_id, queue } = this.ready();
    const former = this.keys.get(one.key_id);
    if (one.box === null || !former) return null;
    const note = await open(former, one, one.box).catch(() => null);
    if (!note) return null;
    const anew: Waiting = { ...one, box: await seal(key, one, note), key_id, base: 0, tried: [] };
    let kept = false;
    await queue.change(one, (now) => {
      // What was written over it meanwhile stays.
      kept = now?.box === one.box;
      return kept ? anew : now;
    });
    return kept ? anew : null;
  }

  /** What waits, sealed with the key of now as far as this page can; the rest is told of and stays. */
  private async sendable(): Promise<readonly Waiting[]> {
    const { queue, owner, key_id } = this.ready();
    const found: Waiting[] = [];
    for (const one of await queue.all(owner)) {
      const ours = one.box === null || one.key_id === key_id ? one : await this.reseal(one);
      if (ours) found.push(ours);
      else if (!(await this.opens(one))) this.merge({ news: 'sealed' });
    }
    return found;
  }

  /** Whether some key of this page opens what waits. */
  private async opens({ box, key_id, ...label }: Waiting): Promise<boolean> {
    const key = this.keys.get(key_id);
    if (box === null) return true;
    return key !== undefined && (await open(key, label, box).catch(() => null)) !== null;
  }

  /** Shows what waits in this browser. */
  private async recall(): Promise<void> {
    const { key } = this.ready();
    for (const { box, ...one } of await this.sendable()) {
      if (box === null) continue;
      const note = await open(key, one, box).catch(() => null);
      if (note)
        this.show({ id: one.id, meeting: one.meeting, note, rev: one.base, waiting: true, refused: null });
      else this.merge({ news: 'sealed' });
    }
  }

  private async flush(): Promise<void> {
    const { queue, owner } = this.ready();
    await queue.alone(owner, async () => {
      for (const one of await this.sendable()) {
        const refused = this.refused.get(one.id);
        if (!refused || refused.box !== one.box) await this.send(one).catch(this.unopened);
      }
    });
  }

  /** One box that does not open keeps no other from being sent. */
  private readonly unopened = (problem: unknown): void => {
    if (!(problem instanceof ClosedBox)) throw problem;
    this.merge({ news: 'sealed' });
  };

  private async send(first: Waiting): Promise<void> {
    let one: Waiting | null = first;
    for (let round = 0; one && round < MOST_ROUNDS; round++) {
      try {
        await this.settled(one, await this.put(one));
        return;
      } catch (problem) {
        one = await this.answer(one, problem);
      }
    }
  }

  /** Sends a change; the revision it made, or null for a removal. */
  private async put({ meeting, id, box, base, key_id, owner }: Waiting): Promise<number | null> {
    if (box === null) {
      await this.api.remove(meeting, id, base);
      return null;
    }
    const tried = (now: Waiting | null) =>
      now && now.box === box && !now.tried.includes(box) ? { ...now, tried: [...now.tried, box] } : now;
    await this.queue?.change({ owner, meeting, id }, tried);
    return (await this.api.put(meeting, id, { box, base, key_id })).rev;
  }

  private async settled(sent: Waiting, rev: number | null): Promise<void> {
    let over = false;
    await this.queue?.change(sent, (now) => {
      over = now === null || now.box === sent.box;
      return over || !now ? null : { ...now, base: rev ?? now.base };
    });
    const known = this.get().notes[sent.id];
    if (known && rev !== null) this.show({ ...known, rev, waiting: !over, refused: null });
  }

  /** What to send next after a refusal; null when nothing is. Throws what ends the sending. */
  private async answer(sent: Waiting, problem: unknown): Promise<Waiting | null> {
    if (!(problem instanceof ApiError) || problem.passing || ENDING.includes(problem.status)) throw problem;
    if (problem.code === OTHER_KEY) throw problem;
    if (problem.code === 'notes.changed_elsewhere') return this.resolve(sent, rowIn(problem.details, sent));
    if (sent.box === null && problem.status === 404) {
      await this.settled(sent, null);
      return null;
    }
    this.refused.set(sent.id, { box: sent.box, problem });
    const known = this.get().notes[sent.id];
    if (known) this.show({ ...known, refused: problem });
    return null;
  }

  private async resolve(sent: Waiting, current: NoteRow): Promise<Waiting | null> {
    const { key, queue } = this.ready();
    const now = (await queue.all(sent.owner)).find(({ id }) => id === sent.id) ?? sent;
    const what = await reconcile(key, now, current);
    if (what.act === 'again') {
      const next = { ...now, base: what.base };
      await queue.change(now, (kept) => kept && { ...kept, base: what.base });
      return next;
    }
    if (what.act === 'beside') {
      const { copy, note } = what;
      await queue.change(copy, () => copy);
      this.show({ id: copy.id, meeting: copy.meeting, note, rev: 0, waiting: true, refused: null });
      if (current.box !== null) this.merge({ news: 'twin' });
    }
    await queue.change(now, (kept) => (kept?.box === now.box ? null : kept));
    await this.adopt(current);
    if (what.act === 'yield') this.merge({ news: 'back' });
    return what.act === 'beside' ? what.copy : null;
  }

  private async pull(): Promise<void> {
    const { queue, owner } = this.ready();
    const { rev, notes, more, key_id } = await this.api.since(this.meeting, this.rev);
    if (key_id !== this.keyId) {
      // The owner has begun anew on another device.
      await this.opened(await this.api.key());
      return this.pull();
    }
    const waiting = new Set((await queue.all(owner)).map(({ id }) => id));
    for (const row of notes) if (!waiting.has(row.id)) await this.adopt(row);
    this.rev = rev;
    if (more) await this.pull();
  }

  /** Takes over a note as the server has it. */
  private async adopt({ id, meeting, box, rev }: NoteRow): Promise<void> {
    const { key, owner } = this.ready();
    if (box === null) {
      this.closed.delete(id);
      this.hide(id);
    } else {
      try {
        const note = await open(key, { owner, meeting, id }, box);
        this.closed.delete(id);
        this.show({ id, meeting, note, rev, waiting: false, refused: null });
      } catch (problem) {
        if (!(problem instanceof ClosedBox)) throw problem;
        this.closed.add(id);
        this.hide(id);
      }
    }
    if (this.closed.size !== this.get().unreadable) this.merge({ unreadable: this.closed.size });
  }

  private show(one: KeptNote): void {
    if (this.meeting !== null && one.meeting !== this.meeting) return;
    this.merge({ notes: { ...this.get().notes, [one.id]: one } });
  }

  private hide(id: string): void {
    const { [id]: gone, ...rest } = this.get().notes;
    if (gone) this.merge({ notes: rest });
  }

  private failed(problem: unknown): void {
    if (!(problem instanceof ApiError)) throw problem;
    if (problem.status === 423) return this.locked(problem);
    if (problem.status === 403 && !this.key) return this.merge({ phase: 'barred', problem });
    if (!this.key) this.merge({ phase: 'failed', problem });
    if (!problem.passing) return this.merge({ problem });
    this.merge({ offline: true });
    if (!this.running) return;
    if (this.timer) clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.sync(), RETRY_MS);
  }

  private locked(problem: ApiError): void {
    this.key = null;
    this.merge({ phase: 'locked', ways: waysIn(problem.details), notes: {}, problem: null });
  }
}
