// What to send of an edited paper: only what differs. Pure.
import type { Paper } from '../../api/view';

/** The data of `paper.edit`, or null when nothing changed. An empty `item` means the whole meeting. */
export function paperChange(
  paper: Paper,
  title: string,
  item: string | null,
): { paper: string; title?: string; item?: string } | null {
  const wording = title.trim();
  const change = {
    ...(wording !== '' && wording !== paper.title ? { title: wording } : {}),
    ...(item !== paper.item ? { item: item ?? '' } : {}),
  };
  return Object.keys(change).length > 0 ? { paper: paper.id, ...change } : null;
}
