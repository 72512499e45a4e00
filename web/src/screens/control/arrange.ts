// The order of the board: the worst first, and no line moves unless its own state changes. Pure.
import type { BoardRow, Level } from '../../api/view/board';

export const LEVELS: readonly Level[] = ['alarm', 'warning', 'notice', 'ok'];
export type Rows = Readonly<Record<string, BoardRow>>;

export interface Arrangement {
  readonly order: readonly string[];
  readonly levels: Readonly<Record<string, Level>>;
}
export const UNARRANGED: Arrangement = { order: [], levels: {} };

export function levelOf(rows: Rows, seat: string): Level {
  return rows[seat]?.level ?? 'ok';
}

/** A line whose level changed comes to its place by its score; the others keep theirs among themselves. */
export function arrange(before: Arrangement, seats: readonly string[], rows: Rows): Arrangement {
  const score = (seat: string) => rows[seat]?.score ?? 0;
  const order: string[] = [];
  for (const level of LEVELS) {
    const members = new Set(seats.filter((seat) => levelOf(rows, seat) === level));
    const here = before.order.filter((seat) => members.has(seat) && before.levels[seat] === level);
    const come = [...members].filter((seat) => !here.includes(seat)).sort((a, b) => score(b) - score(a));
    for (const seat of come) {
      const place = here.findIndex((other) => score(other) < score(seat));
      here.splice(place < 0 ? here.length : place, 0, seat);
    }
    order.push(...here);
  }
  return { order, levels: Object.fromEntries(seats.map((seat) => [seat, levelOf(rows, seat)])) };
}

/** Keeps the order between looks; while it is held (a hand or the focus is on the board) nothing moves. */
export class Arranger {
  private latest = UNARRANGED;

  order(seats: readonly string[], rows: Rows, held: boolean): readonly string[] {
    const known = this.latest.order.filter((seat) => seats.includes(seat));
    if (!held || known.length !== seats.length) this.latest = arrange(this.latest, seats, rows);
    return this.latest.order;
  }
}

/** How many lines stand at each level. */
export function counts(seats: readonly string[], rows: Rows): Readonly<Record<Level, number>> {
  const found: Record<Level, number> = { alarm: 0, warning: 0, notice: 0, ok: 0 };
  for (const seat of seats) found[levelOf(rows, seat)] += 1;
  return found;
}
