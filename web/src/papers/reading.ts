// Which page this screen shows: the one in front of everyone, or another while its reader browses.
import type { Front, View } from '../api/view';
import { Observable } from '../lib/observable';
import { readText, writeText } from '../lib/storage';

export interface Place {
  readonly paper: string;
  readonly page: number;
}

export interface ReadingState {
  /** Where the reader went; null while following. */
  readonly own: Place | null;
  /** What the reader looks for on the page, or null. */
  readonly words: string | null;
}

export class Reading extends Observable<ReadingState> {
  /** `memory`: where the reader's own place survives loading the page again; none for a reading that forgets. */
  constructor(private readonly memory: string | null = null) {
    super({ own: memory === null ? null : recall(memory), words: null });
  }

  /** Goes to a page by oneself. */
  go(place: Place): void {
    this.put(place);
  }

  /** Follows the presenter again. */
  follow(): void {
    this.put(null);
    this.find(null);
  }

  /** Looks for words on the page; null ends it. */
  find(words: string | null): void {
    this.merge({ words });
  }

  private put(own: Place | null): void {
    this.merge({ own });
    if (this.memory !== null) writeText(this.memory, own && `${own.page} ${own.paper}`, 'sessionStorage');
  }

  /** Opens the first paper when nothing is in front. */
  private open(view: View): void {
    const paper = view.papers.order.find((id) => !view.papers.items[id]?.withdrawn);
    if (paper !== undefined) this.go({ paper, page: 1 });
  }

  /** One page on or back from what is shown; stays inside the paper. */
  step(view: View, by: number): void {
    const from = shownPlace(this.get(), view.front);
    if (!from) return this.open(view);
    const pages = view.papers.items[from.paper]?.pages ?? from.page;
    const page = Math.min(Math.max(1, from.page + by), pages);
    if (page !== from.page || this.get().own === null) this.go({ paper: from.paper, page });
  }
}

function recall(memory: string): Place | null {
  const [, page = '', paper] = /^([1-9]\d*) (.+)$/.exec(readText(memory, 'sessionStorage') ?? '') ?? [];
  return paper === undefined ? null : { paper, page: Number(page) };
}

/** The place in front of everyone, or null when nothing is shown. */
export function frontPlace(front: Front): Place | null {
  return front.paper === null ? null : { paper: front.paper, page: front.page };
}

/** The place this screen draws. */
export function shownPlace(state: ReadingState, front: Front): Place | null {
  return state.own ?? frontPlace(front);
}
