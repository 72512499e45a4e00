import { describe, expect, it } from 'vitest';
import { asText, byLine, findingsOf, unfit } from '../../../src/screens/admin/csvReport';

const details = {
  rows: [
    { line: 9, reason_code: 'site.code_repeated', message: 'Mã điểm cầu bị lặp', value: '413' },
    { line: 3, reason_code: 'site.bad_date', message: 'Dòng 3: ngày không đúng', value: '2018-13-01' },
    { line: 9, reason_code: 'site.no_name', message: 'Thiếu tên', value: null },
    'not a row',
  ],
};

describe('findings in a CSV of sites', () => {
  it('are read from the answer and whatever is no row is left out', () => {
    expect(findingsOf(details)).toHaveLength(3);
    expect(findingsOf(null)).toEqual([]);
    expect(findingsOf({ rows: 'x' })).toEqual([]);
  });
  it('are grouped by line in the order of the file', () => {
    expect(byLine(findingsOf(details)).map((one) => [one.line, one.findings.length])).toEqual([
      [3, 1],
      [9, 2],
    ]);
  });
  it('can be sent on as text', () => {
    expect(asText(findingsOf(details), 'dòng')).toBe(
      'dòng 3: Ngày không đúng (2018-13-01)\ndòng 9: Mã điểm cầu bị lặp (413)\ndòng 9: Thiếu tên',
    );
  });
});

describe('a dropped file', () => {
  it('is refused before it is sent when it cannot be a list of sites', () => {
    expect(unfit({ name: 'sites.xlsx', size: 10 })).toBe('type');
    expect(unfit({ name: 'sites.csv', size: 0 })).toBe('empty');
    expect(unfit({ name: 'sites.csv', size: 5_000_000 })).toBe('size');
    expect(unfit({ name: 'Điểm cầu.CSV', size: 2_000 })).toBeNull();
  });
});
