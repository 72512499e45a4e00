// Marks the words of notes in running text: the text cut where a mark begins or ends. Pure.
import { spanOf } from './anchor';
import type { Listed } from './arrange';
import type { NoteColour } from './note';

export interface Piece {
  readonly text: string;
  /** The colour it is marked in; null where it is not. */
  readonly colour: NoteColour | null;
  /** The note it belongs to. */
  readonly note: string | null;
}

/** The pieces of each paragraph; a mark that runs over several is cut with them. */
export function markedParagraphs(
  paragraphs: readonly string[],
  notes: readonly Listed[],
): readonly (readonly Piece[])[] {
  const whole = paragraphs.join('\n');
  const spans = notes.flatMap(({ id, note }) => {
    const span = note.quote && spanOf(whole, note.quote);
    return span ? [{ id, colour: note.colour, from: span[0], to: span[1] }] : [];
  });
  let start = 0;
  return paragraphs.map((text) => {
    const [from, to] = [start, start + text.length];
    start = to + 1;
    const cuts = spans.flatMap((span) => [span.from, span.to]).filter((at) => at > from && at < to);
    const edges = [...new Set([from, ...cuts, to])].sort((a, b) => a - b);
    return edges.slice(0, -1).map((at, n): Piece => {
      const on = spans.findLast((span) => span.from <= at && at < span.to);
      return { text: whole.slice(at, edges[n + 1]), colour: on?.colour ?? null, note: on?.id ?? null };
    });
  });
}
