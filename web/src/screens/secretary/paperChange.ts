// What to send of an edited paper: only what differs. Pure.
import type { Paper } from '../../api/view';
import type { Said } from '../../api/view/papers';

const FIELDS = ['title', 'item', 'number', 'issuer', 'dated', 'kind', 'marking', 'unit'] as const;
type Change = { paper: string } & Partial<Record<(typeof FIELDS)[number], string>>;

/** The data of `paper.edit`, or null when nothing changed. An empty `item` means the whole meeting, an empty `unit` none. */
export function paperChange(paper: Paper, said: Said): Change | null {
  const change: Change = { paper: paper.id };
  for (const field of FIELDS) {
    const value = (said[field] ?? '').trim();
    if (value !== (paper[field] ?? '') && !(field === 'title' && value === '')) change[field] = value;
  }
  return Object.keys(change).length > 1 ? change : null;
}
