import { MutationObserver, QueryClient } from '@tanstack/react-query';
import { expect, it, vi } from 'vitest';
import type { MeetingMail } from '../../../src/api/mail';
import { type MailChoice, mailChoice } from '../../../src/screens/planning/mailChoice';

const KEY = ['mail', 'm1'];
const before: MeetingMail = { configured: true, invite: true, reminders: [1440], people: [] };

/** A server that answers only when told to. */
function slow() {
  const sent: { choice: MailChoice; answer: () => void; refuse: () => void }[] = [];
  const send = (_: string, choice: MailChoice) =>
    new Promise<MeetingMail>((answer, refuse) => {
      const saved = { ...before, ...choice };
      sent.push({ choice, answer: () => answer(saved), refuse: () => refuse(new Error('no')) });
    });
  return { sent, send };
}

function desk(send: ReturnType<typeof slow>['send']) {
  const queries = new QueryClient();
  queries.setQueryData(KEY, before);
  const shown = () => queries.getQueryData<MeetingMail>(KEY) as MeetingMail;
  const chosen = new MutationObserver(queries, mailChoice(queries, 'm1', send));
  /** As the chips do it: what is shown now, and one more. */
  const add = (minutes: number) => {
    const { invite, reminders } = shown();
    return chosen.mutate({ invite, reminders: [...reminders, minutes] }).catch(() => undefined);
  };
  return { queries, shown, add };
}

it('of two quick choices both are kept, in their order', async () => {
  const { sent, send } = slow();
  const { shown, add } = desk(send);
  const one = add(60);
  const two = add(15);
  expect(shown().reminders).toEqual([1440, 60, 15]);
  await vi.waitFor(() => expect(sent).toHaveLength(1));
  sent[0]?.answer();
  await vi.waitFor(() => expect(sent).toHaveLength(2));
  expect(sent.map((one) => one.choice.reminders)).toEqual([
    [1440, 60],
    [1440, 60, 15],
  ]);
  expect(shown().reminders).toEqual([1440, 60, 15]);
  sent[1]?.answer();
  await Promise.all([one, two]);
  expect(shown().reminders).toEqual([1440, 60, 15]);
});

it('after a refusal the server is asked what holds', async () => {
  const { sent, send } = slow();
  const { queries, add } = desk(send);
  const done = add(60);
  await vi.waitFor(() => expect(sent).toHaveLength(1));
  sent[0]?.refuse();
  await done;
  expect(queries.getQueryState(KEY)?.isInvalidated).toBe(true);
});
