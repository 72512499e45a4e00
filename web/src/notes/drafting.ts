// What is being written: one note however often it is saved, and kept when its page goes before it was.
import { oneAtATime } from '../lib/oneAtATime';
import { type Note, type NoteColour, retold } from './note';

/** A note in the editor: a new one has no id. */
export interface Draft {
  readonly id: string | null;
  readonly note: Note;
}

/** What is needed of the store of notes. `from`: what the text was made of; none for a note that is not kept yet. */
export interface Keeper {
  write(note: Note, id: string, from: Note | undefined): Promise<unknown>;
  remove(id: string, from: Note): Promise<unknown>;
}

export class Drafting {
  readonly id: string;
  /** Saves or removes; a key held down does it once. */
  readonly once = oneAtATime((work: () => Promise<void>) => work());
  private text: string;
  private colour: NoteColour;
  private over = false;
  /** What was kept of it while it was not saved. */
  private kept: Note | null = null;
  private keeping: Promise<void> = Promise.resolve();

  constructor(private readonly draft: Draft) {
    this.id = draft.id ?? crypto.randomUUID();
    this.text = draft.note.text;
    this.colour = draft.note.colour;
  }

  say(text: string, colour: NoteColour): void {
    this.text = text.trim();
    this.colour = colour;
  }

  /** The note as it is said now. */
  note(changed: string): Note {
    return retold({ ...this.draft.note, colour: this.colour, changed }, this.text);
  }

  /** What is said now was made of this; nothing while the note is new. */
  get from(): Note | undefined {
    return this.kept ?? (this.draft.id === null ? undefined : this.draft.note);
  }

  /** It was saved or removed: nothing is left to be lost. */
  end(): void {
    this.over = true;
  }

  /** Saves the note; what is being kept of it is there first. */
  async save(write: Keeper['write'], note: Note): Promise<void> {
    await this.keeping;
    await write(note, this.id, this.from);
  }

  /** It was given up: what was kept of it meanwhile goes as well. */
  async giveUp(keeper: Keeper): Promise<void> {
    this.over = true;
    await this.keeping;
    if (!this.kept) return;
    if (this.draft.id === null) await keeper.remove(this.id, this.kept);
    else await keeper.write(this.draft.note, this.id, this.kept);
  }

  /** The page may go: keeps words that were not saved. */
  async rescue(write: Keeper['write']): Promise<void> {
    const { kept, from } = this;
    if (this.over || this.text === '' || this.text === (from ?? this.draft.note).text) return;
    // At once: the page may say twice that it goes.
    this.kept = this.note(new Date().toISOString());
    const written = Promise.resolve(write(this.kept, this.id, from));
    this.keeping = written.then(
      () => undefined,
      () => {
        this.kept = kept;
      },
    );
    await written;
  }
}
