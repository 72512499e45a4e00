// Votes in words: choices, rules, outcomes. Pure; the server decides and counts.
import type {
  Fraction,
  Majority,
  Poll,
  PollOption,
  PollPlan,
  PollQuorum,
  PollResult,
} from '../../api/view/polls';
import type { Translate } from '../../i18n';

const OWN_WORDS = {
  yes: 'votes.choice.yes',
  no: 'votes.choice.no',
  abstain: 'votes.choice.abstain',
} as const;

/** What an option is called: the desk's label, or the screen's own word for yes, no and abstain. */
export function optionWords({ id, label }: PollOption, t: Translate): string {
  if (label !== '') return label;
  return id in OWN_WORDS ? t(OWN_WORDS[id as keyof typeof OWN_WORDS]) : id;
}

/** The names of choices in the order of the poll's options. */
export function choiceWords(poll: Pick<Poll, 'options'>, choices: readonly string[], t: Translate): string {
  return poll.options
    .filter(({ id }) => choices.includes(id))
    .map((option) => optionWords(option, t))
    .join(', ');
}

/** A share as it is said before what it is a share of. */
export function shareWords({ of, parts, over }: Fraction, t: Translate): string {
  if (of * 2 === parts) return t(over ? 'votes.share.majority' : 'votes.share.half');
  if (of === parts) return t('votes.share.all');
  return t(over ? 'votes.share.over' : 'votes.share.atLeast', { of, parts });
}

function majorityWords(plan: Pick<PollPlan, 'kind' | 'majority' | 'most'>, t: Translate): string {
  const { majority, kind, most } = plan;
  if (majority) {
    const params = { share: shareWords(majority, t), base: t(`votes.base.${majority.base}`) };
    return t(kind === 'list' ? 'votes.rule.list' : 'votes.rule.yesNo', params);
  }
  if (kind !== 'list') return t('votes.rule.most');
  return most > 1 ? t('votes.rule.listMostOf', { n: most }) : t('votes.rule.listMost');
}

function quorumWords(quorum: PollQuorum | null, t: Translate): string {
  if (quorum === null) return t('votes.quorum.meeting');
  const counted = quorum.counted === 'cast' ? 'votes.quorum.countCast' : 'votes.quorum.countPresent';
  if (quorum.at_least === null) return t(counted, { n: quorum.count ?? 0 });
  const share = shareWords(quorum.at_least, t);
  return t(quorum.counted === 'cast' ? 'votes.quorum.cast' : 'votes.quorum.present', { share });
}

type Ruled = Pick<PollPlan, 'kind' | 'majority' | 'most' | 'quorum' | 'unit' | 'secret' | 'revocable'>;

/** The rules of a vote as sentences anybody in a hall understands. */
export function ruleSentences(plan: Ruled, t: Translate): readonly string[] {
  const revocable = plan.secret ? 'votes.revocable' : 'votes.revocableNamed';
  return [
    `${t(plan.secret ? 'votes.secret' : 'votes.named')}. ${t(`votes.unit.${plan.unit}`)}.`,
    majorityWords(plan, t),
    quorumWords(plan.quorum, t),
    t(plan.revocable ? revocable : 'votes.final'),
  ];
}

/** Only what carries, for where there is one line. */
export const majoritySentence = majorityWords;

/** What came of it: the outcome, and of a list what was chosen and what is tied for the last places. */
export function outcomeWords(poll: Pick<Poll, 'options' | 'kind'>, result: PollResult, t: Translate): string {
  const { outcome, chosen, tied } = result;
  if (poll.kind !== 'list' || outcome === 'no_quorum' || outcome === 'void')
    return t(`votes.result.${outcome}`);
  const told = [
    ...(chosen.length > 0 ? [`${t('votes.result.chosen')}: ${choiceWords(poll, chosen, t)}`] : []),
    ...(tied.length > 0 ? [t('votes.result.tiedAmong', { names: choiceWords(poll, tied, t) })] : []),
  ];
  if (told.length > 0) return told.join('. ');
  return t(outcome === 'tied' ? 'votes.result.tied' : 'votes.result.noneChosen');
}

/** The state on a badge; a closed poll is told apart by whether its result is everybody's. */
export function phaseWords(
  { state, released_at }: Pick<Poll, 'state' | 'released_at'>,
  t: Translate,
): string {
  return t(`votes.phase.${state === 'closed' && released_at !== null ? 'released' : state}`);
}

/** Whole per cent of the ballots cast, with one decimal where it matters. */
export function percent(count: number, cast: number, language: string): string {
  const share = cast === 0 ? 0 : count / cast;
  return new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 }).format(share);
}

export const MAJORITIES = ['majority', 'half', 'twoThirds', 'threeQuarters', 'all', 'plural'] as const;
export type MajorityChoice = (typeof MAJORITIES)[number];
const SHARES: Readonly<Record<Exclude<MajorityChoice, 'plural'>, Fraction>> = {
  majority: { of: 1, parts: 2, over: true },
  half: { of: 1, parts: 2, over: false },
  twoThirds: { of: 2, parts: 3, over: false },
  threeQuarters: { of: 3, parts: 4, over: false },
  all: { of: 1, parts: 1, over: false },
};

export const same = (a: Fraction, b: Fraction) => a.of === b.of && a.parts === b.parts && a.over === b.over;

/** The usual choice a majority is one of; `other` for one set in another way. */
export function majorityChoice(rule: Majority | null): MajorityChoice | 'other' {
  if (rule === null) return 'plural';
  return MAJORITIES.find((one) => one !== 'plural' && same(SHARES[one], rule)) ?? 'other';
}

/** The rule of a usual choice as the server takes it. */
export function majorityOf(choice: MajorityChoice, base: Majority['base']): Majority | null {
  return choice === 'plural' ? null : { base, ...SHARES[choice] };
}
