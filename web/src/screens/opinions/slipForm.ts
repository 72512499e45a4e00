// The form of a slip's draft: filled from what is stored, what of it is sent, and whether anything was changed. Pure.
import type { WholeSlip } from '../../api/opinions';
import { fromLocalInput, toLocalInput } from '../../lib/localTime';
import { asBody, type Choices } from './choosing';

export interface SlipForm {
  readonly number: string;
  readonly title: string;
  readonly body: string;
  readonly questions: readonly { readonly key: number; readonly text: string }[];
  readonly deadline: string;
  readonly shows_answers: boolean;
  readonly needs_superior: boolean;
  readonly chosen: Choices;
}

export function formOf(slip: WholeSlip): SlipForm {
  const questions = slip.questions.length > 0 ? slip.questions : [''];
  return {
    number: slip.number,
    title: slip.title,
    body: slip.body,
    questions: questions.map((text, key) => ({ key, text })),
    deadline: slip.deadline ? toLocalInput(slip.deadline) : '',
    shows_answers: slip.shows_answers,
    needs_superior: slip.needs_superior,
    chosen: new Map(slip.recipients.map((one) => [one.account, one.group])),
  };
}

const asked = (form: SlipForm) => form.questions.map((one) => one.text).filter((text) => text.trim() !== '');

export function bodyOf(form: SlipForm) {
  const deadline = fromLocalInput(form.deadline);
  const { number, title, body, shows_answers, needs_superior } = form;
  return {
    number,
    title,
    body,
    shows_answers,
    needs_superior,
    questions: asked(form),
    recipients: asBody(form.chosen),
    ...(deadline ? { deadline } : {}),
  };
}

const PLAIN = ['number', 'title', 'body', 'deadline', 'shows_answers', 'needs_superior'] as const;

/** Whether storing the one would store the other. Quick with thousands of recipients, for it is asked at each key. */
export function sameForm(one: SlipForm, other: SlipForm): boolean {
  return (
    PLAIN.every((name) => one[name] === other[name]) &&
    JSON.stringify(asked(one)) === JSON.stringify(asked(other)) &&
    (one.chosen === other.chosen || sameChoices(one.chosen, other.chosen))
  );
}

function sameChoices(one: Choices, other: Choices): boolean {
  return one.size === other.size && [...one].every(([account, group]) => other.get(account) === group);
}
