// How many machines hold a paper's standing version, an old one, or still what was withdrawn.
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { papers, type Receipt } from '../../api/papers';
import type { Paper } from '../../api/view';
import type { useT } from '../../i18n';
import { useSeat } from '../../stores/SeatProvider';

const LOOK_MS = 10_000;

export interface HeldBy {
  readonly now: number;
  readonly old: number;
  readonly gone: number;
}

/** Machines by what they say they hold of a paper. */
export function heldBy(paper: Pick<Paper, 'id' | 'version'>, receipts: readonly Receipt[]): HeldBy {
  const mine = receipts.filter((one) => one.paper === paper.id);
  const machines = (some: readonly Receipt[]) => new Set(some.map((one) => one.device)).size;
  const held = mine.filter((one) => one.purged_at === null);
  const keeping = new Set(held.map((one) => one.device));
  return {
    now: machines(held.filter((one) => one.version === paper.version)),
    old: machines(held.filter((one) => one.version < paper.version)),
    gone: machines(mine.filter((one) => !keeping.has(one.device))),
  };
}

export function useReceipts(): UseQueryResult<readonly Receipt[]> {
  const { id: meeting } = useSeat();
  return useQuery({
    queryKey: ['paper-receipts', meeting],
    queryFn: () => papers.receipts(meeting),
    refetchInterval: LOOK_MS,
  });
}

export function receiptWords(
  paper: Paper,
  receipts: readonly Receipt[],
  t: ReturnType<typeof useT>,
): string[] {
  const { now, old, gone } = heldBy(paper, receipts);
  if (paper.withdrawn)
    return [
      now + old > 0 ? t('papers.receiptsStill', { n: now + old }) : '',
      gone > 0 ? t('papers.receiptsGone', { n: gone }) : '',
    ].filter(Boolean);
  return [
    now > 0 ? t('papers.receipts', { n: now, version: paper.version }) : '',
    old > 0 ? t('papers.receiptsOld', { n: old }) : '',
  ].filter(Boolean);
}
