// Counts who looks at which picture. A picture nobody looks at any more lingers a moment, so that a change of layout does not blink.

export interface Picture {
  readonly seat: string;
  readonly source: string;
}

const LINGER_MS = 2_500;

const name = (picture: Picture) => `${picture.seat}\n${picture.source}`;

export class Wishes {
  private readonly counts = new Map<string, number>();
  private readonly lingering = new Map<ReturnType<typeof setTimeout>, string>();

  constructor(private readonly changed: () => void) {}

  has(picture: Picture): boolean {
    return this.counts.has(name(picture));
  }

  /** Wants a picture; the returned function, called once, lets it go. */
  want(picture: Picture): () => void {
    const key = name(picture);
    const before = this.counts.get(key) ?? 0;
    this.counts.set(key, before + 1);
    if (before === 0) this.changed();
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      this.release(key);
    };
  }

  /** Lets go at once of everything that only lingers. */
  dispose(): void {
    for (const [timer, key] of this.lingering) {
      clearTimeout(timer);
      this.drop(key);
    }
    this.lingering.clear();
  }

  private release(key: string): void {
    const timer = setTimeout(() => {
      this.lingering.delete(timer);
      if (this.drop(key)) this.changed();
    }, LINGER_MS);
    this.lingering.set(timer, key);
  }

  /** One fewer looks; true when nobody is left. */
  private drop(key: string): boolean {
    const left = (this.counts.get(key) ?? 1) - 1;
    if (left > 0) this.counts.set(key, left);
    else this.counts.delete(key);
    return left <= 0;
  }
}
