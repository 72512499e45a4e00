// What a clerk typed as a count of hands, and whether it can be so. Pure; the server checks it again.
import type { Poll } from '../../api/view/polls';

export interface HandsDraft {
  readonly counts: Readonly<Record<string, number>>;
  /** How many took part; only asked where one may choose several. */
  readonly cast: number;
}

export type HandsProblem = 'none' | 'tooMany' | 'badCast';

export const sumOf = ({ counts }: HandsDraft): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

/** What is wrong with the figures; an empty count is not wrong, only not ready. */
export function problemOf(draft: HandsDraft, poll: Pick<Poll, 'most'>, voters: number): HandsProblem {
  const sum = sumOf(draft);
  if (poll.most === 1) return sum > voters ? 'tooMany' : 'none';
  if (draft.cast > voters || Math.max(0, ...Object.values(draft.counts)) > voters) return 'tooMany';
  const most = Math.max(0, ...Object.values(draft.counts));
  return most > draft.cast || sum < draft.cast || sum > draft.cast * poll.most ? 'badCast' : 'none';
}

/** The counts as the server takes them. */
export function entered(draft: HandsDraft, poll: Pick<Poll, 'most' | 'options'>) {
  const counts = poll.options.map(({ id }) => ({ choice: id, count: draft.counts[id] ?? 0 }));
  return poll.most === 1 ? { counts } : { counts, cast: draft.cast };
}
