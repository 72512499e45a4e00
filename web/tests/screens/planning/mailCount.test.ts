import { describe, expect, it } from 'vitest';
import type { MailMessage, MailPerson } from '../../../src/api/mail';
import { countOf, failedFirst } from '../../../src/screens/planning/mailCount';

const message = (state: MailMessage['state']) => ({ state }) as MailMessage;
const person = (email: string, ...states: MailMessage['state'][]): MailPerson => ({
  seat: email,
  name: email,
  email,
  invited: true,
  messages: states.map(message),
});

describe('who was written to', () => {
  it('counts by the last message to each', () => {
    const people = [
      person('a@x.vn', 'sent', 'sent'),
      person('b@x.vn', 'failed', 'sent'),
      person('c@x.vn', 'sent', 'failed'),
      person('d@x.vn', 'queued'),
      person(''),
    ];
    expect(countOf(people)).toEqual({ sent: 2, waiting: 1, failed: 1, none: 1 });
  });

  it('does not miss the address of somebody no longer invited', () => {
    expect(countOf([{ ...person(''), invited: false }]).none).toBe(0);
  });

  it('shows those whose last message failed before the others, who keep their order', () => {
    const people = [
      person('a', 'sent'),
      person('b', 'failed', 'sent'),
      person('c', 'sent', 'failed'),
      person(''),
    ];
    expect(failedFirst(people).map((one) => one.name)).toEqual(['c', 'a', 'b', '']);
  });
});
