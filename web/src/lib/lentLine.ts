// The windows of one sign-in in this browser: the meeting's own screen lends its line's name to those beside it, which
// ask for pages of marked papers with it. Nothing goes over the network: a machine with a copied cookie hears nothing.

/** How long a window waits for the meeting's own screen, which may just be loading again. */
const PATIENCE_MS = 3_000;

type Word = { readonly ask: true } | { readonly line: string };

/** What the windows talk over; tests bring their own. */
export interface LineWire {
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  postMessage(word: Word): void;
  close(): void;
}

const openWire = (name: string): LineWire | null =>
  typeof BroadcastChannel === 'undefined' ? null : (new BroadcastChannel(name) as LineWire);

export interface Lender {
  /** Tells those that wait for the line that it is open now. */
  readonly tell: () => void;
  readonly stop: () => void;
}

/** The side of the meeting's own screen: answers with its line's name, null while it has none, until it is stopped. */
export function lendLine(name: string, line: () => string | null, open = openWire): Lender {
  const wire = open(name);
  if (!wire) return { tell: () => undefined, stop: () => undefined };
  const tell = () => {
    const own = line();
    if (own !== null) wire.postMessage({ line: own });
  };
  wire.onmessage = ({ data }) => {
    if (isAsking(data)) tell();
  };
  return { tell, stop: () => wire.close() };
}

/** The side of a window beside it: the name as it is now, asked for anew each time; null where nobody answers. */
export function borrowLine(name: string, open = openWire): Promise<string | null> {
  const wire = open(name);
  if (!wire) return Promise.resolve(null);
  return new Promise((resolve) => {
    const done = (line: string | null) => {
      clearTimeout(timer);
      wire.close();
      resolve(line);
    };
    const timer = setTimeout(done, PATIENCE_MS, null);
    wire.onmessage = ({ data }) => {
      const line = lineIn(data);
      if (line !== null) done(line);
    };
    wire.postMessage({ ask: true });
  });
}

const isAsking = (data: unknown): boolean => typeof data === 'object' && data !== null && 'ask' in data;
const lineIn = (data: unknown): string | null =>
  typeof data === 'object' && data !== null && 'line' in data && typeof data.line === 'string'
    ? data.line
    : null;

/** One sign-in's windows of a meeting. */
export const lineWireName = (meeting: string, slot: string | null): string =>
  `giaoban-line-${meeting}-${slot ?? ''}`;
