/** Attendance in words: where a delegate is, what the rule is, what is missing. Pure; the server decides. */
import type { Attending, Quorum, QuorumRule } from '../../api/view/attendance';
import type { Key, Params } from '../../i18n';

export interface Said {
  readonly key: Key;
  readonly params?: Params;
}

/** Where a delegate is, or else what they answered. */
export function stateOf(one: Attending, time: (at: string) => string): Said {
  if (one.presence === 'here' && one.entered_at)
    return {
      key: one.late ? 'attendance.state.late' : 'attendance.state.here',
      params: { time: time(one.entered_at) },
    };
  if (one.presence === 'left' && one.left_at)
    return { key: 'attendance.state.left', params: { time: time(one.left_at) } };
  if (one.presence === 'absent') return { key: 'attendance.state.absent' };
  if (one.substitute) return { key: 'attendance.state.substituted' };
  return { key: one.answer === 'attending' ? 'attendance.state.attending' : 'attendance.state.unanswered' };
}

/** What the count lacks, in a sentence or in one word; null without a rule. */
export function verdictOf(quorum: Quorum): { readonly long: Said; readonly brief: Said } | null {
  if (quorum.need === null || quorum.met === null) return null;
  const params = { need: quorum.need, n: quorum.need - quorum.here };
  return quorum.met
    ? { long: { key: 'attendance.enough', params }, brief: { key: 'attendance.enoughShort' } }
    : { long: { key: 'attendance.short', params }, brief: { key: 'attendance.shortShort', params } };
}

export const CHOICES = ['none', 'half', 'majority', 'twoThirds', 'threeQuarters', 'all'] as const;
export type Choice = (typeof CHOICES)[number];
const SHARES: Readonly<Record<Exclude<Choice, 'none'>, NonNullable<QuorumRule['at_least']>>> = {
  half: { of: 1, parts: 2, over: false },
  majority: { of: 1, parts: 2, over: true },
  twoThirds: { of: 2, parts: 3, over: false },
  threeQuarters: { of: 3, parts: 4, over: false },
  all: { of: 1, parts: 1, over: false },
};

/** The choice a rule is one of; `other` for a rule set in another way. */
export function choiceOf(rule: QuorumRule | null): Choice | 'other' {
  if (rule === null) return 'none';
  const share = rule.at_least;
  const found = CHOICES.find((one) => {
    const known = one === 'none' ? null : SHARES[one];
    return (
      share && known && share.of === known.of && share.parts === known.parts && share.over === known.over
    );
  });
  return found ?? 'other';
}

/** The rule of a choice as the server takes it; null for none. */
export function ruleOf(choice: Choice, basis: QuorumRule['basis']) {
  return choice === 'none' ? null : { basis, at_least: SHARES[choice] };
}
