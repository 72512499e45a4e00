// An answer while it is being written: what is chosen, what is missing, and what is sent. Pure.
import type { Answer, Given, GivenBody, MySlip, OpinionKind, SlipFile } from '../../api/opinions';

export interface Choice {
  readonly opinion: OpinionKind | null;
  readonly text: string;
}
export interface AnswerDraft {
  readonly choices: readonly Choice[];
  readonly attachment: SlipFile | null;
}
export interface Missing {
  /** From 0. */
  readonly question: number;
  readonly what: 'opinion' | 'text';
}

/** Begins with the answer there is, else with what was proposed, else empty. */
export function startAnswer(questions: number, from: Answer | null | undefined): AnswerDraft {
  const choices = Array.from({ length: questions }, (_, n): Choice => {
    const given = from?.opinions[n];
    return given ? { opinion: given.opinion, text: given.text } : { opinion: null, text: '' };
  });
  return { choices, attachment: from?.attachment ?? null };
}

export function choose(draft: AnswerDraft, question: number, change: Partial<Choice>): AnswerDraft {
  const choices = draft.choices.map((one, n) => (n === question ? { ...one, ...change } : one));
  return { ...draft, choices };
}

export function sameAnswer(one: AnswerDraft, other: AnswerDraft): boolean {
  const same = (choice: Choice, n: number) =>
    choice.opinion === other.choices[n]?.opinion && choice.text === other.choices[n]?.text;
  return one.attachment?.id === other.attachment?.id && one.choices.every(same);
}

/** Who proposed what a superior finds chosen: whoever passed it up to them. Null when it is nobody else's. */
export function proposerOf({ recipient }: MySlip): string | null {
  return recipient.stage === 'passed_up' && recipient.proposal ? recipient.note_by || null : null;
}

/** The first thing that keeps it from being sent. */
export function missingIn(draft: AnswerDraft): Missing | null {
  for (const [question, { opinion, text }] of draft.choices.entries()) {
    if (opinion === null) return { question, what: 'opinion' };
    if (opinion === 'other' && text.trim() === '') return { question, what: 'text' };
  }
  return null;
}

/** What is sent; null while something is missing. */
export function bodyOf(draft: AnswerDraft): GivenBody | null {
  if (missingIn(draft)) return null;
  const opinions = draft.choices.map(({ opinion, text }): Given => ({ opinion: opinion ?? 'other', text }));
  return { opinions, attachment: draft.attachment?.id ?? null };
}

/** Whether it is this account's turn to do something. */
export function isWaiting({ slip, recipient }: MySlip, me: string): boolean {
  return slip.is_open && recipient.holder === me && recipient.stage !== 'answered';
}

export type Left = { readonly unit: 'days' | 'hours' | 'minutes'; readonly n: number } | null;

/** How much time there is; null when it is over. */
export function timeLeft(deadline: string | null, now: Date): Left {
  const minutes = deadline ? Math.ceil((Date.parse(deadline) - now.getTime()) / 60_000) : 0;
  if (minutes <= 0) return null;
  if (minutes < 60) return { unit: 'minutes', n: minutes };
  if (minutes < 48 * 60) return { unit: 'hours', n: Math.floor(minutes / 60) };
  return { unit: 'days', n: Math.floor(minutes / (24 * 60)) };
}
