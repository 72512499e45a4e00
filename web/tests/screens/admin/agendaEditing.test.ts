import { describe, expect, it } from 'vitest';
import { fromLocalInput, localDay, proposedStart, toLocalInput } from '../../../src/lib/localTime';
import {
  appended,
  changed,
  type DraftItem,
  fromLines,
  placed,
  removed,
  shifted,
  starts,
  totalMinutes,
  unnamed,
} from '../../../src/screens/admin/agendaEditing';

function item(key: string, minutes: number, title = key): DraftItem {
  return { key, title, rapporteur: '', minutes, internal: false, sites: [], carried: null };
}

const three = [item('a', 10), item('b', 20), item('c', 30)];

describe('agenda editing', () => {
  it('moves an item and stops at the ends', () => {
    expect(shifted(three, 0, 1).map((one) => one.key)).toEqual(['b', 'a', 'c']);
    expect(shifted(three, 0, -1).map((one) => one.key)).toEqual(['a', 'b', 'c']);
    expect(shifted(three, 1, 9).map((one) => one.key)).toEqual(['a', 'c', 'b']);
    expect(placed(three, 2, 0).map((one) => one.key)).toEqual(['c', 'a', 'b']);
    expect(placed(three, 7, 0)).toEqual(three);
  });

  it('counts the minutes and where each item begins', () => {
    expect(totalMinutes(three)).toBe(60);
    expect(starts(three)).toEqual([0, 10, 30]);
    expect(totalMinutes([item('a', Number.NaN), item('b', 5)])).toBe(5);
  });

  it('changes and removes one item only', () => {
    expect(changed(three, 'b', { minutes: 5 }).map((one) => one.minutes)).toEqual([10, 5, 30]);
    expect(removed(three, 'b').map((one) => one.key)).toEqual(['a', 'c']);
    expect(appended(three, 'd').at(-1)).toMatchObject({ key: 'd', title: '' });
  });

  it('finds items begun without a title', () => {
    expect(
      unnamed([item('a', 5, ''), { ...item('b', 5, ' '), rapporteur: 'Sở Y tế' }]).map((one) => one.key),
    ).toEqual(['b']);
  });

  it('takes a pasted list without its numbers and dashes', () => {
    expect(
      fromLines('1. Báo cáo quý III\n\n2) Thảo luận\r\n- Kết luận', String).map((one) => one.title),
    ).toEqual(['Báo cáo quý III', 'Thảo luận', 'Kết luận']);
  });
});

describe('time in the province', () => {
  it('goes to the input and back unchanged', () => {
    expect(toLocalInput('2018-11-05T01:00:00.000Z')).toBe('2018-11-05T08:00');
    expect(fromLocalInput('2018-11-05T08:00')).toBe('2018-11-05T01:00:00.000Z');
    expect(fromLocalInput('2018-11-05')).toBeNull();
    expect(fromLocalInput('2018-13-41T08:00')).toBeNull();
  });
  it('changes the day at seven hours before UTC does', () => {
    expect(localDay('2018-11-04T17:00:00.000Z')).toBe('2018-11-05');
    expect(localDay('2018-11-04T16:59:00.000Z')).toBe('2018-11-04');
  });
  it('proposes a half hour at least an hour away', () => {
    expect(proposedStart(new Date('2018-11-05T01:10:00Z'))).toBe('2018-11-05T09:30');
  });
});
