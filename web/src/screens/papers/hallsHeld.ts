// What each hall's machines say they hold of the meeting's papers, the least first. Pure.
import type { Receipt } from '../../api/papers';
import type { View } from '../../api/view';
import { keepingOf } from '../../papers/held/copies';
import { rulesIn } from '../../papers/marked/rules';

export interface HallHeld {
  readonly seat: string;
  readonly name: string;
  /** Papers, of those a machine may keep, of which some machine of the hall holds the standing version. */
  readonly held: number;
  readonly of: number;
  /** Share of all papers' bytes, 0 to 1. */
  readonly share: number;
  readonly machines: number;
}

export function hallsHeld(view: View, receipts: readonly Receipt[]): readonly HallHeld[] {
  const standing = view.papers.order.flatMap((id) => view.papers.items[id] ?? []);
  // What no machine may keep is not waited for.
  const papers = standing.filter((paper) => keepingOf(paper, rulesIn(view)) === 'store');
  const bytes = papers.reduce((sum, { size }) => sum + size, 0);
  const halls = Object.values(view.sites).map(({ seat, name }): HallHeld => {
    const own = receipts.filter((one) => one.seat === seat && one.purged_at === null);
    const here = papers.filter((paper) =>
      own.some((one) => one.paper === paper.id && one.version === (paper.version ?? 1)),
    );
    return {
      seat,
      name,
      held: here.length,
      of: papers.length,
      share: bytes === 0 ? 1 : here.reduce((sum, { size }) => sum + size, 0) / bytes,
      machines: new Set(own.map(({ device }) => device)).size,
    };
  });
  return halls.toSorted((a, b) => a.share - b.share || a.name.localeCompare(b.name, 'vi'));
}
