import { describe, expect, it } from 'vitest';
import type { Attending, Quorum } from '../../../src/api/view/attendance';
import { spoken } from '../../../src/screens/attendance/HallAttendance';
import { CHOICES, choiceOf, ruleOf, stateOf, verdictOf } from '../../../src/screens/attendance/words';

const nobody: Attending = {
  invited: { name: 'Vừ Bá Xồng', office: '' },
  answer: null,
  substitute: null,
  presence: 'unknown',
  late: false,
  entered_at: null,
  left_at: null,
};
const quorum: Quorum = { basis: 'delegates', of: 30, here: 18, need: null, met: null, rule: null };
const key = (change: Partial<Attending>) => stateOf({ ...nobody, ...change }, (at) => at).key;

describe('attendance in words', () => {
  it('says where a delegate is before what they answered', () => {
    expect(key({})).toBe('attendance.state.unanswered');
    expect(key({ answer: 'attending' })).toBe('attendance.state.attending');
    expect(key({ answer: 'absent', presence: 'absent' })).toBe('attendance.state.absent');
    expect(key({ answer: 'absent', substitute: { name: 'x', office: '' } })).toBe(
      'attendance.state.substituted',
    );
    expect(key({ presence: 'here', entered_at: '1' })).toBe('attendance.state.here');
    expect(key({ presence: 'here', entered_at: '1', late: true })).toBe('attendance.state.late');
    expect(key({ presence: 'left', entered_at: '1', left_at: '2' })).toBe('attendance.state.left');
  });
  it('tells how many are missing, or that it is enough; nothing without a rule', () => {
    expect(verdictOf(quorum)).toBeNull();
    expect(verdictOf({ ...quorum, need: 20, met: false })?.long).toEqual({
      key: 'attendance.short',
      params: { need: 20, n: 2 },
    });
    expect(verdictOf({ ...quorum, need: 16, met: true })?.brief.key).toBe('attendance.enoughShort');
  });
  it('knows its own choices again, and others as others', () => {
    for (const choice of CHOICES) {
      const rule = ruleOf(choice, 'sites');
      expect(choiceOf(rule && { ...rule, count: null })).toBe(choice);
    }
    expect(choiceOf({ basis: 'sites', at_least: null, count: 12 })).toBe('other');
  });
  it('parts the code as it is read aloud', () => {
    expect(spoken('048291')).toBe('048 291');
  });
});
