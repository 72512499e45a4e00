/** A seat plan as it is edited: rows of places from the front. Pure; every change gives a new plan. */
import type { SeatRow } from '../../api/view/attendance';

export type Plan = readonly SeatRow[];
export interface Place {
  readonly row: number;
  readonly place: number;
}

const PER_ROW = 5;
export const MOST_PLACES = 40;
export const MOST_ROWS = 30;

/** A first plan: everybody of the hall, five to a row. */
export function proposed(ids: readonly string[], label: (n: number) => string): Plan {
  const rows = Math.max(1, Math.ceil(ids.length / PER_ROW));
  return Array.from({ length: rows }, (_, row) => ({
    label: label(row + 1),
    places: Array.from({ length: PER_ROW }, (_unused, place) => ids[row * PER_ROW + place] ?? null),
  }));
}

export function at(plan: Plan, { row, place }: Place): string | null {
  return plan[row]?.places[place] ?? null;
}

export function placeOf(plan: Plan, id: string): Place | null {
  for (const [row, { places }] of plan.entries()) {
    const place = places.indexOf(id);
    if (place !== -1) return { row, place };
  }
  return null;
}

function set(plan: Plan, { row, place }: Place, id: string | null): Plan {
  return plan.map((one, r) =>
    r === row ? { ...one, places: one.places.map((old, p) => (p === place ? id : old)) } : one,
  );
}

/** Seats somebody; who sat there takes the place they came from, or none. */
export function seated(plan: Plan, id: string, target: Place): Plan {
  const from = placeOf(plan, id);
  const other = at(plan, target);
  const moved = from === null ? plan : set(plan, from, other);
  return set(moved, target, id);
}

export function unseated(plan: Plan, id: string): Plan {
  const from = placeOf(plan, id);
  return from === null ? plan : set(plan, from, null);
}

export function waitingFor(plan: Plan, ids: readonly string[]): string[] {
  return ids.filter((id) => placeOf(plan, id) === null);
}

export function withRow(plan: Plan, label: string): Plan {
  const width = plan.at(-1)?.places.length ?? PER_ROW;
  return plan.length >= MOST_ROWS ? plan : [...plan, { label, places: Array(width).fill(null) }];
}

/** One place more in a row, or the last one less; a row without places goes. */
export function resized(plan: Plan, row: number, by: 1 | -1): Plan {
  const changed = plan.map((one, r) => {
    if (r !== row) return one;
    if (by === -1) return { ...one, places: one.places.slice(0, -1) };
    return one.places.length >= MOST_PLACES ? one : { ...one, places: [...one.places, null] };
  });
  return changed.filter((one) => one.places.length > 0);
}

export function renamed(plan: Plan, row: number, label: string): Plan {
  return plan.map((one, r) => (r === row ? { ...one, label } : one));
}

/** Where an arrow key leads from a place; the nearest place of the next row. */
export function stepped(plan: Plan, from: Place, key: string): Place {
  const by = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[key];
  if (!by) return from;
  const row = Math.min(Math.max(from.row + (by[0] ?? 0), 0), plan.length - 1);
  const last = (plan[row]?.places.length ?? 1) - 1;
  return { row, place: Math.min(Math.max(from.place + (by[1] ?? 0), 0), last) };
}
