import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  byDay,
  monthOf,
  moved,
  plus,
  plusMonths,
  spanOf,
  step,
  weekday,
  weekNumber,
  weekOf,
} from '../../../src/screens/calendar/days';

describe.each(['UTC', 'America/New_York', 'Pacific/Kiritimati', 'Asia/Ho_Chi_Minh'])(
  'days with the browser in %s',
  (zone) => {
    const before = process.env.TZ;
    beforeAll(() => {
      process.env.TZ = zone;
    });
    afterAll(() => {
      process.env.TZ = before;
    });

    it('weeks begin on Monday', () => {
      expect(weekOf('2026-11-27')).toEqual([
        '2026-11-23',
        '2026-11-24',
        '2026-11-25',
        '2026-11-26',
        '2026-11-27',
        '2026-11-28',
        '2026-11-29',
      ]);
      expect(weekday('2026-11-23')).toBe(0);
      expect(weekday('2026-11-29')).toBe(6);
    });

    it('a month is shown by whole weeks', () => {
      const weeks = monthOf('2026-02-14');
      expect(weeks.length).toBe(5);
      expect([weeks[0]?.[0], weeks[4]?.[6]]).toEqual(['2026-01-26', '2026-03-01']);
      expect(monthOf('2027-02-01').length).toBe(4);
      expect(monthOf('2026-08-31').length).toBe(6);
    });

    it('months of other lengths keep to their last day', () => {
      expect(plusMonths('2026-01-31', 1)).toBe('2026-02-28');
      expect(plusMonths('2028-01-31', 1)).toBe('2028-02-29');
      expect(plusMonths('2026-12-15', 1)).toBe('2027-01-15');
      expect(plus('2028-02-28', 1)).toBe('2028-02-29');
    });

    it('weeks are numbered as ISO 8601 does', () => {
      expect(weekNumber('2026-01-01')).toBe(1);
      expect(weekNumber('2026-12-31')).toBe(53);
      expect(weekNumber('2027-01-01')).toBe(53);
      expect(weekNumber('2027-01-04')).toBe(1);
    });

    it('meetings stand on their day in Vietnam', () => {
      const found = byDay([
        { id: 'b', scheduled_at: '2026-11-29T17:30:00.000Z' },
        { id: 'a', scheduled_at: '2026-11-29T16:59:00.000Z' },
        { id: 'c', scheduled_at: '2026-11-29T17:00:00.000Z' },
      ]);
      expect(found.get('2026-11-29')?.map((one) => one.id)).toEqual(['a']);
      expect(found.get('2026-11-30')?.map((one) => one.id)).toEqual(['c', 'b']);
    });
  },
);

describe('moving through the calendar', () => {
  it('goes by keys', () => {
    const keys = [
      'ArrowLeft',
      'ArrowRight',
      'ArrowUp',
      'ArrowDown',
      'PageUp',
      'PageDown',
      'Home',
      'End',
      'x',
    ];
    expect(keys.map((key) => moved('2026-03-31', key))).toEqual([
      '2026-03-30',
      '2026-04-01',
      '2026-03-24',
      '2026-04-07',
      '2026-02-28',
      '2026-04-30',
      '2026-03-30',
      '2026-04-05',
      null,
    ]);
  });

  it('steps by what is shown and asks for exactly that', () => {
    expect(step('month', '2026-01-31', 1)).toBe('2026-02-01');
    expect(step('week', '2026-12-28', 1)).toBe('2027-01-04');
    expect(spanOf('week', '2026-11-27')).toEqual(['2026-11-23', '2026-11-29']);
    expect(spanOf('list', '2026-02-10')).toEqual(['2026-02-01', '2026-02-28']);
    expect(spanOf('month', '2026-02-10')).toEqual(['2026-01-26', '2026-03-01']);
  });
});
