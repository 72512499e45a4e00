// Two windows of one hall on one machine: the first knows while the second shows the papers. Nothing goes over the network.
import { Observable } from './observable';

const HERE_MS = 2_000;
const GONE_MS = 5_000;

type Word = 'here' | 'gone' | 'who' | 'close';

/** What the two windows talk over; tests bring their own. */
export interface Wire {
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  postMessage(word: Word): void;
  close(): void;
}

const openWire = (name: string): Wire | null =>
  typeof BroadcastChannel === 'undefined' ? null : (new BroadcastChannel(name) as Wire);

/** The first screen's side: `open` while a second screen is there. */
export class SecondScreenWatch extends Observable<{ readonly open: boolean }> {
  private timer: ReturnType<typeof setTimeout> | null = null;
  private wire: Wire | null = null;

  constructor(
    private readonly name: string,
    private readonly open: (name: string) => Wire | null = openWire,
  ) {
    super({ open: false });
  }

  start(): void {
    this.wire = this.open(this.name);
    if (!this.wire) return;
    this.wire.onmessage = ({ data }) => {
      if (data === 'here') this.here();
      else if (data === 'gone') this.gone();
    };
    this.wire.postMessage('who');
  }

  stop(): void {
    this.gone();
    this.wire?.close();
    this.wire = null;
  }

  /** Asks the second screen to close its window. */
  closeSecond(): void {
    this.wire?.postMessage('close');
  }

  private here(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = setTimeout(() => this.gone(), GONE_MS);
    if (!this.get().open) this.merge({ open: true });
  }

  private gone(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    if (this.get().open) this.merge({ open: false });
  }
}

/** The second screen's side: says that it is there until the returned function is called. */
export function beSecondScreen(
  name: string,
  close: () => void,
  open: (name: string) => Wire | null = openWire,
): () => void {
  const wire = open(name);
  if (!wire) return () => undefined;
  const here = () => wire.postMessage('here');
  const timer = setInterval(here, HERE_MS);
  wire.onmessage = ({ data }) => {
    if (data === 'who') here();
    else if (data === 'close') close();
  };
  here();
  return () => {
    clearInterval(timer);
    wire.postMessage('gone');
    wire.close();
  };
}

/** One hall's windows: the same meeting and the same sign-in of this browser. */
export const wireName = (meeting: string, slot: string | null): string =>
  `giaoban-second-${meeting}-${slot ?? ''}`;
