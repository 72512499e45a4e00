// Draws a part of a meeting's screen to text, with what its queries have been answered.
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider, type QueryKey } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { MemoryRouter } from 'react-router';
import type { View } from '../../src/api/view';
import { LanguageProvider } from '../../src/i18n/LanguageProvider';
import { SeatProvider } from '../../src/stores/SeatProvider';
import type { SeatStore } from '../../src/stores/seat';
import { FakeMeeting } from '../stores/fakeMeeting';

export const MEETING = 'm1';

/** What a query has been answered so far: `data` of the last answer, `failed` when the newest ask came to nothing. */
export interface Answered {
  readonly key: QueryKey;
  readonly data?: unknown;
  readonly failed?: Error;
}

function answeredWith(answers: readonly Answered[]): QueryClient {
  const client = new QueryClient({
    defaultOptions: { queries: { retryOnMount: false, staleTime: Number.POSITIVE_INFINITY, gcTime: 0 } },
  });
  for (const { key, data, failed } of answers) {
    const query = client.getQueryCache().build(client, { queryKey: key });
    if (data !== undefined) query.setData(data);
    if (failed) query.setState({ status: 'error', error: failed, fetchStatus: 'idle' });
  }
  return client;
}

/** The markup of `part` in the seat of somebody who sees `view`; a query without an answer is still on its way. */
export function drawn(part: ReactNode, view: View, answers: readonly Answered[] = []): string {
  const meeting = new FakeMeeting();
  meeting.show(view);
  const seat = { id: MEETING, meeting } as unknown as SeatStore;
  return renderToStaticMarkup(
    <MantineProvider>
      <LanguageProvider>
        <QueryClientProvider client={answeredWith(answers)}>
          <MemoryRouter>
            <SeatProvider seat={seat}>{part}</SeatProvider>
          </MemoryRouter>
        </QueryClientProvider>
      </LanguageProvider>
    </MantineProvider>,
  );
}
