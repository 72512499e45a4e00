// The owner's private notes on this screen: opens the key, follows the other devices, sends what was written when it can.
import { ApiError } from '../api/errors';
import type { KeyAnswer, NoteRow, NotesApi, Transfer } from '../api/notes';
import { followPage } from '../lib/followPage';
import { Observable } from '../lib/observable';
import { ClosedBox, canSeal, type Label, openIf, seal } from '../notes/box';
import { Keyring } from '../notes/keyring';
import { type Note, readsTheSame } from '../notes/note';
import { asTried, goneOn, type NoteQueue, type Waiting } from '../notes/queue';
import { overtaking, reconcile } from '../notes/reconcile';
import { rowIn, waysIn } from '../notes/refusals';
import { Refused } from '../notes/refused';
import { ASKED_AGAIN, closingLoses, type KeptNote, type NotesState, START } from './notesState';

export type { KeptNote, NotesState } from './notesState';

const RETRY_MS = 8_000;
const MOST_ROUNDS = 4;
const OTHER_KEY = 'notes.other_key';
/** Answers that end the sending: nobody is signed in, the notes are locked. */
const ENDING: readonly number[] = [401, 423];

export class NotesStore extends Observable<NotesState> {
  private readonly ring = new Keyring();
  private queue: NoteQueue | null = null;
  private rev = 0;
  private readonly closed = new Set<string>();
  private readonly refused = new Refused();
  private turn: Promise<void> = Promise.resolve();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running = false;
  /** The owner has just begun anew on this page. */
  private givenUp = false;

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
    const release = followPage(
      () => void this.sync(),
      () => closingLoses(this.get()),
    );
    void this.begin();
    return () => {
      this.running = false;
      clearTimeout(this.timer);
      release();
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

  unlock = (password: string): Promise<void> => this.with(this.api.unlock(password));

  claim = (code: string): Promise<void> => this.with(this.api.claim(code));

  transfer = (): Promise<Transfer> => this.api.transfer();

  /** Gives up every note of the owner for good and begins with a new key. */
  renounce = async (): Promise<void> => {
    await this.api.renounce();
    const { owner } = this.get();
    if (owner !== null) await this.queue?.clear(owner);
    this.ring.forget();
    this.givenUp = true;
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
    await queue.change(label, (now) => ({ ...label, box, key_id, ...goneOn(now, rev) }));
    this.showWaiting({ id, meeting, base: rev }, note);
    this.merge({ written: true });
    await this.count();
    void this.sync();
    return id;
  }

  /** Keeps a text beside the note that was changed elsewhere since it was begun. */
  private beside(note: Note, { meeting, id }: Label): Promise<string> {
    this.merge({ news: 'twin' });
    return this.write({ ...note, twin: id }, crypto.randomUUID(), meeting);
  }

  private async overtaken(from: Note, label: Label): Promise<Note | null> {
    const { key, queue } = this.ready();
    const waiting = await queue.all(label.owner);
    return overtaking(key, label, from, waiting, this.get().notes[label.id]?.note ?? null);
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
      const rest = goneOn(now, known.rev);
      // What was never sent needs no removal elsewhere.
      return rest.base === 0 && rest.tried.length === 0 ? null : { ...label, box: null, key_id, ...rest };
    });
    this.hide(id);
    await this.count();
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
      if (!(await this.ring.opens(one)))
        await queue.change(one, (now) => (now?.box === one.box ? null : now));
  }

  private async with(answer: Promise<KeyAnswer>): Promise<void> {
    await this.opened(await answer);
    await this.sync();
  }

  /** Sends what waits and fetches what is new; one at a time. */
  sync = (): Promise<void> => {
    const done = this.turn.then(() => this.exchange());
    this.turn = done.catch(() => undefined);
    return done;
  };

  private async exchange(): Promise<void> {
    clearTimeout(this.timer);
    try {
      if (!this.ring.key && ASKED_AGAIN.includes(this.get().phase)) await this.opened(await this.api.key());
      if (!this.ring.key) return;
      await this.flush().catch((problem: unknown) => this.rekeyed(problem));
      await this.pull();
      this.merge({ offline: false });
    } catch (problem) {
      this.failed(problem);
    } finally {
      await this.count();
    }
  }

  /** How much of the owner's the server has not taken yet. */
  private async count(): Promise<void> {
    const { owner } = this.get();
    if (owner !== null && this.queue) this.merge({ waiting: (await this.queue.all(owner)).length });
  }

  /** The owner has begun anew on another device: on with the new key. */
  private async rekeyed(problem: unknown): Promise<void> {
    if (!(problem instanceof ApiError) || problem.code !== OTHER_KEY) throw problem;
    await this.opened(await this.api.key());
    await this.flush();
  }

  private ready() {
    const { owner } = this.get();
    const { key, id } = this.ring;
    if (!key || !this.queue || owner === null) throw new ApiError('notes.locked', '', 423);
    return { key, key_id: id, queue: this.queue, owner };
  }

  private async opened({ owner, key, key_id, by_password }: KeyAnswer): Promise<void> {
    this.queue ??= await this.openQueue();
    if (await this.ring.take(key_id, key)) {
      await this.queue.forgetOthers(owner, Date.now());
      this.rev = 0;
      this.closed.clear();
      this.refused.clear();
      this.merge({ notes: {}, unreadable: 0 });
    }
    const { lasting } = this.queue;
    const waiting = (await this.queue.all(owner)).length;
    this.merge({ phase: 'open', owner, problem: null, ways: [], lasting, waiting, byPassword: by_password });
    await this.recall();
    // Who has given up every note has given up those that wait with the earlier key too.
    if (this.givenUp && this.get().news === 'sealed') await this.heard();
    this.givenUp = false;
  }

  /** What waits, sealed with the key of now as far as this page can; the rest is told of and stays. */
  private async sendable(): Promise<readonly Waiting[]> {
    const { queue, owner, key_id } = this.ready();
    const found: Waiting[] = [];
    for (const one of await queue.all(owner)) {
      const ours = one.box === null || one.key_id === key_id ? one : await this.ring.reseal(one, queue);
      if (ours) found.push(ours);
      else if (!(await this.ring.opens(one))) this.merge({ news: 'sealed' });
    }
    return found;
  }

  /** Shows what waits in this browser. */
  private async recall(): Promise<void> {
    const { key } = this.ready();
    for (const { box, ...one } of await this.sendable()) {
      if (box === null) continue;
      const note = await openIf(key, one, box);
      if (note) this.showWaiting(one, note);
      else this.merge({ news: 'sealed' });
    }
  }

  private async flush(): Promise<void> {
    this.refused.retry();
    await this.sendAll();
    if (this.refused.retry()) await this.sendAll();
  }

  private async sendAll(): Promise<void> {
    const { queue, owner } = this.ready();
    await queue.alone(owner, async () => {
      for (const one of await this.sendable()) {
        if (!this.refused.holds(one)) await this.send(one).catch(this.unopened);
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
      await this.api.remove(meeting, id, base, key_id);
      return null;
    }
    await this.queue?.change({ owner, meeting, id }, asTried(box));
    return (await this.api.put(meeting, id, { box, base, key_id })).rev;
  }

  private async settled(sent: Waiting, rev: number | null): Promise<void> {
    let over = false;
    if (rev === null) this.refused.roomMade();
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
    if (problem.code === OTHER_KEY && (sent.box !== null || sent.key_id === this.ring.id)) throw problem;
    if (problem.code === 'notes.changed_elsewhere') return this.resolve(sent, rowIn(problem.details, sent));
    // What was to be removed is gone, or went with an earlier key.
    if (sent.box === null && (problem.status === 404 || problem.code === OTHER_KEY)) {
      await this.settled(sent, null);
      return null;
    }
    this.refused.add(sent, problem);
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
      this.showWaiting(copy, note);
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
    if (key_id !== this.ring.id) {
      // The owner has begun anew on another device.
      await this.opened(await this.api.key());
      return this.pull();
    }
    const before = this.get().notes;
    const waiting = new Set((await queue.all(owner)).map(({ id }) => id));
    for (const row of notes) if (!waiting.has(row.id)) await this.adopt(row, before[row.id]);
    this.rev = rev;
    if (more) await this.pull();
  }

  /** Takes over a note as the server has it, unless it was written on here since it was as `before`. */
  private async adopt({ id, meeting, box, rev }: NoteRow, before = this.get().notes[id]): Promise<void> {
    const { key, owner } = this.ready();
    const note = box === null ? null : await openIf(key, { owner, meeting, id }, box);
    if (this.get().notes[id] !== before) return;
    if (box === null) this.refused.roomMade();
    if (box !== null && !note) this.closed.add(id);
    else this.closed.delete(id);
    if (note) this.show({ id, meeting, note, rev, waiting: false, refused: null });
    else this.hide(id);
    if (this.closed.size !== this.get().unreadable) this.merge({ unreadable: this.closed.size });
  }

  private showWaiting({ id, meeting, base }: Pick<Waiting, 'id' | 'meeting' | 'base'>, note: Note): void {
    this.show({ id, meeting, note, rev: base, waiting: true, refused: null });
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
    if (problem.status === 401) {
      // The sign-in has ended by itself: nothing that it opened stays on the page.
      this.ring.forget();
      return this.merge({ phase: 'failed', problem, notes: {} });
    }
    if (problem.status === 403 && !this.ring.key) return this.merge({ phase: 'barred', problem });
    if (!this.ring.key) this.merge({ phase: 'failed', problem });
    if (!problem.passing) return this.merge({ problem });
    this.merge({ offline: true });
    if (!this.running) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.sync(), RETRY_MS);
  }

  private locked(problem: ApiError): void {
    this.ring.key = null;
    this.merge({ phase: 'locked', ways: waysIn(problem.details), notes: {}, problem: null });
  }
}
