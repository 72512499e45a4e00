// Who is on the roll, read out of the view: officers, then every site with its delegates. Pure.
import type { Delegate, View } from '../../api/view';
import type { RollSubject } from './rollCall';

export const OFFICERS = 'officers';

export function subjectsOf(view: View): RollSubject[] {
  const officers = Object.values(view.officers)
    .sort((a, b) => a.order - b.order)
    .map((one) => subject(one.seat, one.name, one.office, OFFICERS, one.roll, one.present));
  const sites = Object.values(view.sites).flatMap((site) => [
    subject(site.seat, site.name, '', site.seat, site.roll, site.present, site.roll_note),
    ...site.delegates.flatMap((id) => {
      const one = view.delegates[id];
      return one
        ? [subject(one.seat, one.name, one.office, site.seat, one.roll, one.present, noteOf(one))]
        : [];
    }),
  ]);
  return [...officers, ...sites];
}

/** What the roll noted, or why the delegate said they would not come. */
function noteOf(one: Delegate): string {
  return one.roll_note || one.answer_reason || '';
}

function subject(
  seat: string,
  name: string,
  office: string,
  group: string,
  roll: RollSubject['roll'],
  connected: boolean,
  note = '',
): RollSubject {
  return { seat, name, office, group, roll, connected, note };
}

export interface ReporterGroup {
  readonly group: 'sites' | 'officers' | 'delegates';
  readonly items: { value: string; label: string }[];
}

/** Who can report on an item, grouped for a choice: sites, then officers, then delegates. */
export function reporters(view: View): ReporterGroup[] {
  const delegates = Object.values(view.delegates).map((one) => ({
    value: one.seat,
    label: [one.name, view.sites[one.site]?.short_name].filter(Boolean).join(' · '),
  }));
  const sites = Object.values(view.sites).map((one) => ({ value: one.seat, label: one.name }));
  const officers = Object.values(view.officers).map((one) => ({ value: one.seat, label: one.name }));
  const groups: ReporterGroup[] = [
    { group: 'sites', items: sites },
    { group: 'officers', items: officers },
    { group: 'delegates', items: delegates },
  ];
  return groups.filter(({ items }) => items.length > 0);
}
