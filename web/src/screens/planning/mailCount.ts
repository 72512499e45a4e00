/** How many people were written to, by what became of the last message to each. Pure. */
import type { MailPerson } from '../../api/mail';

export interface MailCount {
  readonly sent: number;
  readonly waiting: number;
  readonly failed: number;
  readonly none: number;
}

export function countOf(people: readonly MailPerson[]): MailCount {
  const last = people.map((person) => person.messages.at(-1)?.state ?? null);
  const count = (state: string) => last.filter((one) => one === state).length;
  return {
    sent: count('sent'),
    waiting: count('queued'),
    failed: count('failed'),
    none: people.filter((person) => person.invited && person.email === '').length,
  };
}

/** Whose mail failed comes first: among eighty names nobody would find them. */
export function failedFirst(people: readonly MailPerson[]): readonly MailPerson[] {
  const failed = (person: MailPerson) => Number(person.messages.at(-1)?.state === 'failed');
  return people.toSorted((one, other) => failed(other) - failed(one));
}
