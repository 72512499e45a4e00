// What a paper's marking does, as the server says it; a marking it says nothing of is treated as the strictest.
import type { Paper, View } from '../../api/view';
import type { MarkingRules } from '../../api/view/secrecy';

type Marked = Partial<Pick<Paper, 'marking'>>;
export type Rules = Readonly<Record<string, MarkingRules>>;

const STRICTEST: MarkingRules = {
  label: '',
  readable: false,
  download: false,
  kept: false,
  selectable: false,
  watermark: true,
  recall: true,
};

/** The rules the server sent with the view. */
export const rulesIn = (view: View): Rules => view.secrecy.rules;

export function rulesOf(paper: Marked | undefined, rules: Rules): MarkingRules {
  return rules[paper?.marking ?? 'normal'] ?? STRICTEST;
}

/** Whether the paper comes page by page as pictures, not as a file. */
export const isPaged = (paper: Marked | undefined, rules: Rules): boolean => !rulesOf(paper, rules).download;

/** Whether only versions before the one that stands were called back: that one was lowered. */
export const standsOpen = (view: View, paper: string): boolean => {
  const there = view.papers.items[paper];
  return there !== undefined && !rulesOf(there, rulesIn(view)).recall;
};

/** Whether the paper was called back; nothing of it is shown any more. */
export const isRecalled = (view: View, paper: string): boolean =>
  paper in view.secrecy.recalled && !standsOpen(view, paper);
