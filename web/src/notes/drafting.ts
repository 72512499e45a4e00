// What is being written: one note however often it is saved, and kept when its page goes before it was.
import { oneAtATime } from '../lib/oneAtATime';
import { type Note, type NoteColour, retold } from './note';

/** A note in the editor: a new one has no id. */
export interface Draft {
  readonly id: string | null;
  readonly note: Note;
}

export class Drafting {
  readonly id: string;
  /** Saves or removes; a key held down does it once. */
  readonly once = oneAtATime((work: () => Promise<void>) => work());
  private text: string;
  private colour: NoteColour;
  private over = false;

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

  /** It was saved, removed or given up: nothing is left to be lost. */
  end(): void {
    this.over = true;
  }

  /** The page goes: keeps words that were not saved. */
  async rescue(write: (note: Note, id: string) => Promise<unknown>): Promise<void> {
    if (this.over || this.text === '' || this.text === this.draft.note.text) return;
    await write(this.note(new Date().toISOString()), this.id);
  }
}
