// Whether and when people of a meeting are written to. Each choice builds on the one before, arrived or not: of two
// quick ones neither is lost.
import type { QueryClient } from '@tanstack/react-query';
import { type MeetingMail, mail } from '../../api/mail';

export interface MailChoice {
  readonly invite: boolean;
  readonly reminders: readonly number[];
}
type Send = (meeting: string, choice: MailChoice) => Promise<MeetingMail>;

export function mailChoice(queries: QueryClient, meeting: string, send: Send = mail.choose) {
  const queryKey = ['mail', meeting];
  const mutationKey = ['mail-choice', meeting];
  /** No other choice is on its way or waits behind this one. */
  const last = () => queries.isMutating({ mutationKey }) === 1;
  return {
    mutationKey,
    // One after the other, so that the server keeps the last.
    scope: { id: mutationKey.join(' ') },
    mutationFn: (choice: MailChoice) => send(meeting, choice),
    onMutate: async (choice: MailChoice) => {
      queries.setQueryData<MeetingMail>(queryKey, (now) => now && { ...now, ...choice });
      // An answer that was asked for before would undo what is shown.
      await queries.cancelQueries({ queryKey });
    },
    onSuccess: (saved: MeetingMail) => {
      if (last()) queries.setQueryData(queryKey, saved);
    },
    onError: () => {
      if (last()) return queries.invalidateQueries({ queryKey });
    },
  };
}
