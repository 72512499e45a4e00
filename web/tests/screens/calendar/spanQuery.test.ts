import { onlineManager, QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterEach, expect, it } from 'vitest';
import type { CalendarSpan } from '../../../src/api/planning';
import { spanQuery } from '../../../src/screens/calendar/spanQuery';

const november: CalendarSpan = {
  meetings: [],
  planned: [],
  holidays: [{ day: '2026-11-20', name: 'Nhà giáo' }],
};
afterEach(() => onlineManager.setOnline(true));

it.each([true, false])('shows nothing of November under December (on the network: %s)', async (online) => {
  const queries = new QueryClient();
  queries.setQueryData(['calendar', '2026-11-01', '2026-11-30'], november);
  const never = () => new Promise<CalendarSpan>(() => undefined);
  const shown = new QueryObserver(queries, spanQuery('2026-11-01', '2026-11-30', never));
  const forget = shown.subscribe(() => undefined);
  expect(shown.getCurrentResult().data).toEqual(november);
  onlineManager.setOnline(online);
  shown.setOptions(spanQuery('2026-12-01', '2026-12-31', never));
  expect(shown.getCurrentResult()).toMatchObject({ data: undefined, isPending: true, isPaused: !online });
  forget();
  queries.clear();
});
