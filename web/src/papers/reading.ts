// Which page this screen shows: the one in front of everyone, or another while its reader browses.
import type { Front, View } from '../api/view';
import { Observable } from '../lib/observable';

export interface Place {
  readonly paper: string;
  readonly page: number;
}

export interface ReadingState {
  /** Where the reader went; null while following. */
  readonly own: Place | null;
}

export class Reading extends Observable<ReadingState> {
  constructor() {
    super({ own: null });
  }

  /** Goes to a page by oneself. */
  go(place: Place): void {
    this.set({ own: place });
  }

  /** Follows the presenter again. */
  follow(): void {
    this.set({ own: null });
  }

  /** Opens the first paper when nothing is in front. */
  private open(view: View): void {
    const paper = view.papers.order[0];
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

/** The place in front of everyone, or null when nothing is shown. */
export function frontPlace(front: Front): Place | null {
  return front.paper === null ? null : { paper: front.paper, page: front.page };
}

/** The place this screen draws. */
export function shownPlace(state: ReadingState, front: Front): Place | null {
  return state.own ?? frontPlace(front);
}
