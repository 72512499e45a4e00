// Asks for one span of the calendar. What is known of another span never stands in for it.
import { type CalendarSpan, calendar } from '../../api/planning';
import type { Day } from './days';

type Ask = (from: Day, to: Day) => Promise<CalendarSpan>;

export function spanQuery(from: Day, to: Day, ask: Ask = calendar.between) {
  return {
    queryKey: ['calendar', from, to],
    queryFn: () => ask(from, to),
    refetchInterval: 60_000,
  };
}
