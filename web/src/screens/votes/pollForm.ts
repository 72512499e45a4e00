// The form of a vote: its draft, what it lacks, and the words in which the server takes it. Pure.
import type { Majority, Poll, PollPlan, PollQuorum } from '../../api/view/polls';
import { CHOICES, choiceOf, ruleOf } from '../attendance/words';
import { type MajorityChoice, majorityChoice, majorityOf } from './words';

export const MOST_OPTIONS = 50;
export const TIMES_S = [30, 60, 120, 180, 300, 600] as const;
type QuorumChoice = 'meeting' | Exclude<(typeof CHOICES)[number], 'none'> | 'other';
export const QUORUMS: readonly QuorumChoice[] = [
  'meeting',
  ...CHOICES.filter((one): one is Exclude<typeof one, 'none'> => one !== 'none'),
];

export interface PollDraft {
  readonly question: string;
  readonly item: string | null;
  readonly unit: PollPlan['unit'];
  readonly listed: boolean;
  readonly options: readonly string[];
  readonly most: number;
  readonly secret: boolean;
  readonly revocable: boolean;
  readonly chairFirst: boolean;
  readonly presentOnly: boolean;
  readonly chairs: boolean;
  readonly proxies: number;
  readonly forS: number | null;
  readonly majority: Majority | null;
  readonly quorum: PollQuorum | null;
}

export const NEW_DRAFT: PollDraft = {
  question: '',
  item: null,
  unit: 'delegates',
  listed: false,
  options: ['', ''],
  most: 1,
  secret: false,
  revocable: true,
  chairFirst: true,
  presentOnly: false,
  chairs: false,
  proxies: 1,
  forS: null,
  majority: { base: 'present', of: 1, parts: 2, over: true },
  quorum: null,
};

/** The draft of a vote that was prepared already. */
export function draftOf(poll: Poll): PollDraft {
  const labels = poll.options.filter(({ label }) => label !== '').map(({ label }) => label);
  return {
    question: poll.question,
    item: poll.item,
    unit: poll.unit,
    listed: poll.kind === 'list',
    options: poll.kind === 'list' ? labels : NEW_DRAFT.options,
    most: poll.most,
    secret: poll.secret,
    revocable: poll.revocable,
    chairFirst: poll.chair_first,
    presentOnly: poll.entitled_rule === 'present',
    chairs: poll.chairs,
    proxies: poll.proxies,
    forS: poll.for_s,
    majority: poll.majority,
    quorum: poll.quorum,
  };
}

const labelsOf = ({ options }: PollDraft) => options.map((one) => one.trim()).filter((one) => one !== '');

/** Whether it can be sent; whether it is good is for the server to say. */
export function isComplete(draft: PollDraft): boolean {
  if (draft.question.trim() === '') return false;
  return !draft.listed || labelsOf(draft).length >= 2;
}

/** The plan as the server takes it. */
export function planOf(draft: PollDraft) {
  const options = draft.listed ? labelsOf(draft) : [];
  return {
    question: draft.question.trim(),
    item: draft.item,
    unit: draft.unit,
    options,
    most: draft.listed ? Math.min(draft.most, Math.max(1, options.length)) : 1,
    secret: draft.secret,
    revocable: draft.revocable,
    chair_first: draft.chairFirst,
    entitled: draft.presentOnly ? 'present' : 'invited',
    chairs: draft.chairs && draft.unit === 'delegates',
    proxies: draft.proxies,
    for_s: draft.forS,
    majority: draft.majority,
    quorum: draft.quorum,
  };
}

/** The draft as a plan to be said in words. */
export function ruledBy(draft: PollDraft) {
  return { ...draft, kind: draft.listed ? ('list' as const) : ('yes_no' as const) };
}

export function quorumChoice({ quorum, unit }: PollDraft): QuorumChoice {
  if (quorum === null) return 'meeting';
  const found = choiceOf({ basis: unit, at_least: quorum.at_least, count: quorum.count });
  return found === 'none' ? 'other' : found;
}

/** The draft with a usual quorum. */
export function withQuorum(draft: PollDraft, choice: QuorumChoice): PollDraft {
  if (choice === 'other') return draft;
  const rule = choice === 'meeting' ? null : ruleOf(choice, draft.unit);
  const counted = draft.quorum?.counted ?? 'present';
  return { ...draft, quorum: rule && { counted, at_least: rule.at_least, count: null } };
}

/** The draft with a usual majority. */
export function withMajority(draft: PollDraft, choice: MajorityChoice): PollDraft {
  return { ...draft, majority: majorityOf(choice, draft.majority?.base ?? 'present') };
}

export const majorityIn = (draft: PollDraft) => majorityChoice(draft.majority);
