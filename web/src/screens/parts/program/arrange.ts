// How a scene of the program is laid out on one screen, which may prefer faces, or the page, for itself. Pure.
import type { Seat, View } from '../../../api/view';
import type { Program, Scene, ThirdLine } from '../../../api/view/program';

/** What a screen shows: the program as it is, its faces without the page, its first source and the page, the page. */
export type Layout = 'program' | 'faces' | 'side' | 'page';
export type Kind = 'single' | 'dialogue' | 'grid' | 'side' | 'page_chair' | 'page';

export interface Arranged {
  readonly kind: Kind;
  readonly sources: readonly Seat[];
}

interface Material {
  /** A page can be drawn. */
  readonly page: boolean;
  /** Somebody shares a screen, which is drawn in place of the page. */
  readonly sharing: boolean;
}

/** Where the sources and the page of a scene go. Where there is nothing to read, faces have all the room. */
export function arrange(
  { layout, sources, mode }: Scene & Partial<Pick<Program, 'mode'>>,
  { page, sharing }: Material,
  own: Layout = 'program',
): Arranged {
  const material = page || sharing;
  const first = sources.slice(0, 1);
  if (material && own === 'page') return { kind: 'page', sources: [] };
  if (material && own === 'side') return { kind: 'side', sources: first };
  if (layout === 'grid' || layout === 'dialogue') return { kind: layout, sources };
  if (!material || own === 'faces') return { kind: 'single', sources: first };
  if (layout === 'page_chair') return { kind: 'page_chair', sources: first };
  const besides = layout === 'speaker_page' || (sharing && mode === 'auto');
  return { kind: besides ? 'side' : 'single', sources: first };
}

/** A hall alone on air sees whom it speaks to: its own picture is in its corner. */
export function seenFrom(view: View, sources: readonly Seat[]): readonly Seat[] {
  const alone = sources.length === 1 && sources[0] === view.me.seat && view.me.role === 'site';
  return alone && view.presiding !== null ? [view.presiding] : sources;
}

/** Stages at which the screen says how the meeting stands; a directed program is shown before the opening and in a recess. */
const STANDING: readonly string[] = ['draft', 'scheduled', 'recess', 'closed', 'archived', 'cancelled'];
const OVER: readonly string[] = ['closed', 'archived', 'cancelled'];

/** The meeting is over: what the large area says needs all of it. */
export const isOver = ({ meeting }: View): boolean => OVER.includes(meeting.state);

/** Whether how the meeting stands is said in place of the program. */
export function stands({ meeting, program }: View): boolean {
  if (!STANDING.includes(meeting.state)) return false;
  return OVER.includes(meeting.state) || meeting.state === 'draft' || program.mode === 'auto';
}

const TILE = 16 / 9;

/** Columns in which `count` tiles of 16:9 are largest within a box; as many as possible of those. */
export function columnsFor(count: number, width: number, height: number): number {
  let best = 1;
  let widest = 0;
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns);
    const tile = Math.min(width / columns, (height / rows) * TILE);
    if (tile > widest - 0.5) [best, widest] = [columns, tile];
  }
  return best;
}

const TURNS: readonly ThirdLine['label'][] = ['speaking', 'asking', 'answering'];

/** The lower third of a seat: null while they are hidden; the name alone where the turn's card stands beside it. */
export function lineFor(third: Program['third'], seat: Seat, brief: boolean): ThirdLine | null | undefined {
  if (!third.show) return null;
  const line = third.lines.find((one) => one.seat === seat);
  return line && brief && TURNS.includes(line.label)
    ? { seat, line1: line.line1, line2: '', label: '', topic: '' }
    : line;
}
