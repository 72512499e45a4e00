// Whom and what a meeting can still be given: halls and accounts that are not part of it. Pure.
import type { Account } from '../../api/accounts';
import type { Site } from '../../api/sites';
import type { Role, View } from '../../api/view';

/** The sites of the day that are not invited, by name. */
export function sitesToAdd(sites: readonly Site[], view: View): Site[] {
  const invited = new Set(Object.values(view.sites).map((site) => site.code));
  return sites.filter((site) => !invited.has(site.code)).sort((a, b) => a.name.localeCompare(b.name, 'vi'));
}

/** The people with an account in use who hold no office in the meeting. */
export function peopleToAdd(people: readonly Account[], view: View): Account[] {
  return people.filter((person) => !person.disabled && !(`officer-${person.id}` in view.officers));
}

/** The data of `officer.add`: after the others in the order of succession. */
export function officerToAdd(
  person: Account,
  role: Role,
  view: View,
): { seat: string; name: string; office: string; role: Role; order: number } {
  const last = Math.max(-1, ...Object.values(view.officers).map((one) => one.order));
  return {
    seat: `officer-${person.id}`,
    name: person.name,
    office: person.office,
    role,
    order: Math.min(last + 1, 1000),
  };
}
