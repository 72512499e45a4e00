import { describe, expect, it } from 'vitest';
import {
  countsOf,
  groupsOf,
  nextUnknown,
  type RollStatus,
  type RollSubject,
} from '../../../src/screens/secretary/rollCall';

function subject(seat: string, group: string, roll: RollStatus): RollSubject {
  return { seat, name: seat, office: '', group, roll, connected: false, note: '' };
}

const roll = [subject('a', 'one', 'present'), subject('b', 'two', 'unknown'), subject('c', 'one', 'unknown')];

describe('the roll', () => {
  it('goes to the next unanswered, round the end, and stops when nobody is left', () => {
    expect(nextUnknown(roll, 0)).toBe(1);
    expect(nextUnknown(roll, 2)).toBe(1);
    expect(nextUnknown(roll, 1)).toBe(2);
    expect(nextUnknown([subject('a', 'one', 'excused')], 0)).toBe(-1);
    expect(nextUnknown([], 0)).toBe(-1);
  });
  it('counts everyone, and by group in the order the groups appear', () => {
    expect(countsOf(roll)).toMatchObject({ present: 1, unknown: 2, total: 3 });
    expect(groupsOf(roll).map((group) => [group.key, group.subjects.length, group.counts.present])).toEqual([
      ['one', 2, 1],
      ['two', 1, 0],
    ]);
  });
});
