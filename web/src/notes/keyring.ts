// The keys of an owner's notes on this page: the one of now, and those it has had before.
import { keyFrom, open, seal } from './box';
import type { NoteQueue, Waiting } from './queue';

export class Keyring {
  /** The key of now; null while the notes are shut. */
  key: CryptoKey | null = null;
  id = '';
  /** Every key this page has had, by id: what waits may be sealed with one that was given up elsewhere. */
  private readonly had = new Map<string, CryptoKey>();

  /** Takes a key as the key of now; whether it is another one, or the notes were shut. */
  async take(id: string, base64: string): Promise<boolean> {
    if (id === this.id && this.key) return false;
    this.key = await keyFrom(base64);
    this.id = id;
    this.had.set(id, this.key);
    return true;
  }

  /** Nothing opens any more. */
  forget(): void {
    this.key = null;
    this.had.clear();
  }

  /** Whether some key of this page opens what waits. */
  async opens({ box, key_id, ...label }: Waiting): Promise<boolean> {
    const key = this.had.get(key_id);
    if (box === null) return true;
    return key !== undefined && (await open(key, label, box).catch(() => null)) !== null;
  }

  /** What waits was sealed with a key the owner has given up elsewhere: it is sealed anew, as a new note. */
  async reseal(one: Waiting, queue: NoteQueue): Promise<Waiting | null> {
    const { key, id } = this;
    const former = this.had.get(one.key_id);
    if (one.box === null || !former || !key) return null;
    const note = await open(former, one, one.box).catch(() => null);
    if (!note) return null;
    const anew: Waiting = { ...one, box: await seal(key, one, note), key_id: id, base: 0, tried: [] };
    let kept = false;
    await queue.change(one, (now) => {
      // What was written over it meanwhile stays.
      kept = now?.box === one.box;
      return kept ? anew : now;
    });
    return kept ? anew : null;
  }
}
