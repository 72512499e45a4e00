// A private note as its owner wrote it: what lies inside the box. Pure.

export const NOTE_KINDS = ['note', 'highlight', 'bookmark'] as const;
export type NoteKind = (typeof NOTE_KINDS)[number];

export const NOTE_COLOURS = ['yellow', 'green', 'blue', 'pink'] as const;
export type NoteColour = (typeof NOTE_COLOURS)[number];

/** Letters of one's own text; sealed and in base64 they stay within the server's 24 KiB. */
export const MOST_TEXT = 4_000;
/** Letters of the words a note is about. */
export const MOST_QUOTE = 1_500;

/** The words a note is about, and the letters around them, white space left out of both sides. */
export interface Quote {
  readonly exact: string;
  readonly prefix: string;
  readonly suffix: string;
}

/** Left, top, width and height in shares of the page. */
export type Rect = readonly [number, number, number, number];

export interface Note {
  readonly kind: NoteKind;
  readonly text: string;
  readonly colour: NoteColour;
  readonly paper: string;
  /** The paper's name as it was; empty for a marked paper. */
  readonly title: string;
  /** The paper was marked: nothing of its words may lie here. */
  readonly marked: boolean;
  readonly version: number;
  readonly page: number;
  readonly quote: Quote | null;
  /** How the page began, by which a note on the whole page is followed; empty where it has no words. */
  readonly sample: string;
  readonly rects: readonly Rect[];
  /** The moment of the session it was made in; null outside one. */
  readonly at: string | null;
  /** Seconds since the recording began; null while nothing was recorded. */
  readonly recording_s: number | null;
  readonly made: string;
  readonly changed: string;
  /** The note that was changed elsewhere at the same time, beside which this one was kept. */
  readonly twin: string | null;
}

/** One line of text under a highlight ends a page's worth of them long before. */
const MOST_RECTS = 120;

type Fields = Readonly<Record<string, unknown>>;
const isText = (value: unknown): value is string => typeof value === 'string';
const isCount = (value: unknown): value is number => Number.isInteger(value) && (value as number) >= 1;
const textOr = (value: unknown): string => (isText(value) ? value : '');
const instantOr = (value: unknown): string | null =>
  isText(value) && !Number.isNaN(Date.parse(value)) ? value : null;

export function writeNote(note: Note): string {
  return JSON.stringify({ v: 1, ...note });
}

/** Reads what `writeNote` has made; null when it is something else. */
export function readNote(text: string): Note | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null) return null;
  const data = value as Fields;
  const kind = NOTE_KINDS.find((one) => one === data.kind);
  if (data.v !== 1 || !kind || !isText(data.paper) || !isCount(data.version) || !isCount(data.page))
    return null;
  const made = instantOr(data.made) ?? new Date(0).toISOString();
  return {
    kind,
    text: textOr(data.text),
    colour: NOTE_COLOURS.find((one) => one === data.colour) ?? 'yellow',
    paper: data.paper,
    title: textOr(data.title),
    marked: data.marked === true,
    version: data.version,
    page: data.page,
    quote: quoteOr(data.quote),
    sample: textOr(data.sample),
    rects: rectsOr(data.rects),
    at: instantOr(data.at),
    recording_s: typeof data.recording_s === 'number' ? data.recording_s : null,
    made,
    changed: instantOr(data.changed) ?? made,
    twin: isText(data.twin) ? data.twin : null,
  };
}

function quoteOr(value: unknown): Quote | null {
  if (typeof value !== 'object' || value === null) return null;
  const { exact, prefix, suffix } = value as Fields;
  if (!isText(exact) || exact === '') return null;
  return { exact, prefix: textOr(prefix), suffix: textOr(suffix) };
}

function rectsOr(value: unknown): readonly Rect[] {
  if (!Array.isArray(value)) return [];
  return value.slice(0, MOST_RECTS).flatMap((one: unknown): Rect[] => {
    if (!Array.isArray(one) || one.length !== 4) return [];
    const [x, y, w, h] = one.map(Number);
    const inside = [x, y, w, h].every((share) => share !== undefined && share >= 0 && share <= 1);
    return inside ? [[x, y, w, h] as Rect] : [];
  });
}

/** What is left of a note on a marked paper: one's own words and the page, nothing of the paper's. */
export function withoutWords(note: Note): Note {
  return { ...note, marked: true, title: '', quote: null, sample: '', rects: [] };
}

/** A note about words without a text of one's own is a highlight, and the other way round. */
export function retold(note: Note, text: string): Note {
  const kind = note.kind === 'bookmark' ? 'bookmark' : note.quote && text === '' ? 'highlight' : 'note';
  return { ...note, kind, text };
}

/** Whether two notes say the same, whenever they were written. */
export function saysTheSame(one: Note, other: Note): boolean {
  const said = ({ kind, text, colour, paper, page, quote }: Note) =>
    JSON.stringify([kind, text, colour, paper, page, quote?.exact ?? null]);
  return said(one) === said(other);
}

/** Whether a note reads the same to its owner: what an editor changes is as it was. */
export const readsTheSame = (one: Note, other: Note): boolean =>
  one.text === other.text && one.kind === other.kind && one.colour === other.colour;
