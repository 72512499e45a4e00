// What the details of a refusal say of notes; read with care, as everything that comes over the line.
import type { NoteRow } from '../api/notes';
import type { Waiting } from './queue';

type Fields = Readonly<Record<string, unknown>>;
const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null ? (value as Fields) : {};

/** How a locked key may be opened. */
export function waysIn(details: unknown): readonly string[] {
  const { ways } = fieldsOf(details);
  return Array.isArray(ways) ? ways.filter((way) => typeof way === 'string') : [];
}

/** The note a refusal says is there now; one that is not there is like one that was removed. */
export function rowIn(details: unknown, { id, meeting }: Waiting): NoteRow {
  const { rev, box, changed_at } = fieldsOf(fieldsOf(details).note);
  return {
    id,
    meeting,
    rev: typeof rev === 'number' ? rev : 0,
    box: typeof box === 'string' ? box : null,
    changed_at: typeof changed_at === 'string' ? changed_at : '',
  };
}
