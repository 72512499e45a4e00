import type { CalendarMeeting, CalendarSpan } from '../../api/planning';
import type { Day } from './days';

/** What every view of the calendar is given. */
export interface ViewProps {
  readonly day: Day;
  readonly today: Day;
  readonly from: Day;
  readonly to: Day;
  readonly span: CalendarSpan;
  readonly onDay: (day: Day) => void;
  readonly onOpen: (meeting: CalendarMeeting) => void;
}
