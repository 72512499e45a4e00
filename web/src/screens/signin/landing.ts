// Where a link leads once it has signed somebody in. Pure.
import type { SignedIn } from '../../stores/session';

/** The meeting the link is for, else the screen of the person's work. */
export function landing({ meeting, principal }: SignedIn): string {
  const into = meeting ?? principal.meeting;
  if (into) return `/m/${encodeURIComponent(into)}`;
  if (principal.roles.includes('administrator')) return '/admin/meetings';
  const onlyArchivist = principal.roles.includes('archivist') && !principal.roles.includes('officer');
  return onlyArchivist ? '/archive' : '/';
}
