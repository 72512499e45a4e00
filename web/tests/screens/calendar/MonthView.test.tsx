import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import type { CalendarSpan } from '../../../src/api/planning';
import { LanguageProvider } from '../../../src/i18n/LanguageProvider';
import { MonthView } from '../../../src/screens/calendar/MonthView';

const month = (span: CalendarSpan | null) =>
  renderToStaticMarkup(
    <LanguageProvider>
      <MonthView
        day="2026-12-01"
        today="2026-11-28"
        from="2026-11-30"
        to="2027-01-03"
        span={span}
        onDay={() => undefined}
        onOpen={() => undefined}
        onWhole={() => undefined}
      />
    </LanguageProvider>,
  );

it('counts no meetings of days it knows nothing of yet', () => {
  expect(month({ meetings: [], planned: [], holidays: [] })).toContain(': 0 cuộc họp');
  const waiting = month(null);
  expect(waiting).toContain('aria-busy="true"');
  expect(waiting).toContain('data-day="2026-12-31"');
  expect(waiting).not.toContain('cuộc họp');
});
