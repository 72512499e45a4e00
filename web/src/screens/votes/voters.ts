// The people and halls that may have a vote, as choices by hall. Pure.
import type { View } from '../../api/view';
import type { Translate } from '../../i18n';

interface Choice {
  readonly value: string;
  readonly label: string;
}
interface Group {
  readonly group: string;
  readonly items: Choice[];
}

/** Delegates by hall, then who chairs, then the halls themselves. */
export function voterChoices(view: View, t: Translate): Group[] {
  const people = Object.values(view.sites).map((site) => ({
    group: site.name,
    items: site.delegates.flatMap((id) => {
      const one = view.delegates[id];
      return one ? [{ value: one.seat, label: [one.name, one.office].filter(Boolean).join(' · ') }] : [];
    }),
  }));
  const chairs = Object.values(view.officers)
    .filter(({ role }) => role === 'chair' || role === 'deputy')
    .toSorted((a, b) => a.order - b.order)
    .map(({ seat, name, office }) => ({ value: seat, label: [name, office].filter(Boolean).join(' · ') }));
  const halls = Object.values(view.sites).map(({ seat, name }) => ({ value: seat, label: name }));
  return [
    ...people.filter(({ items }) => items.length > 0),
    { group: t('meeting.presiding.label'), items: chairs },
    { group: t('votes.unitShort.sites'), items: halls },
  ].filter(({ items }) => items.length > 0);
}

/** The same choices without one of them: nobody votes for themselves. */
export function choicesBut(choices: readonly Group[], seat: string | null): Group[] {
  return choices
    .map(({ group, items }) => ({ group, items: items.filter(({ value }) => value !== seat) }))
    .filter(({ items }) => items.length > 0);
}
