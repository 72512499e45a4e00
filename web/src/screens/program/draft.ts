// The scene a director puts together before it can be prepared: it may still lack sources. Pure.
import type { Seat, View } from '../../api/view';
import type { Program, Scene, SceneLayout } from '../../api/view/program';
import { matches } from '../home/fold';

export type Bounds = NonNullable<Program['layouts']>;

/** Another layout with as many of the sources as it takes. */
export function relayout(draft: Scene, layout: SceneLayout, bounds: Bounds): Scene {
  return { layout, sources: draft.sources.slice(0, bounds[layout].most) };
}

/** With the seat when it was not in, without it when it was. A full small layout gives up its longest source. */
export function toggled(draft: Scene, seat: Seat, bounds: Bounds): Scene {
  const { layout, sources } = draft;
  if (sources.includes(seat)) return { layout, sources: sources.filter((one) => one !== seat) };
  const { most } = bounds[layout];
  if (sources.length < most) return { layout, sources: [...sources, seat] };
  return layout === 'grid' ? draft : { layout, sources: [...sources.slice(1), seat] };
}

/** How many sources are missing before the scene can be prepared. */
export function missing({ layout, sources }: Scene, bounds: Bounds): number {
  return Math.max(0, bounds[layout].least - sources.length);
}

export function sameScene(a: Scene | null, b: Scene | null): boolean {
  return a !== null && b !== null && a.layout === b.layout && a.sources.join() === b.sources.join();
}

export interface Choice {
  readonly seat: Seat;
  readonly name: string;
  readonly detail: string;
  readonly present: boolean;
  /** Was here and its line is gone. */
  readonly lost: boolean;
}

/** Halls and officers that can be shown and fit the search: those who are here first, halls before officers. */
export function choices(view: View, query: string): readonly Choice[] {
  const halls = Object.values(view.sites).map((site) => ({ ...site, detail: site.code }));
  const officers = Object.values(view.officers)
    .filter((officer) => officer.role !== 'technician')
    .map((officer) => ({ ...officer, detail: officer.office, short_name: '' }));
  return [...halls, ...officers]
    .filter((one) => matches(query, one.name, one.short_name, one.detail))
    .map(({ seat, name, detail, present, lost_at }) => ({
      seat,
      name,
      detail,
      present,
      lost: !present && lost_at !== null,
    }))
    .toSorted((a, b) => Number(b.present) - Number(a.present));
}

/** Every hall that is here, as many as a grid takes. */
export function everyHall(view: View, bounds: Bounds): Scene {
  const here = Object.values(view.sites).filter((site) => site.present);
  return { layout: 'grid', sources: here.slice(0, bounds.grid.most).map((site) => site.seat) };
}
