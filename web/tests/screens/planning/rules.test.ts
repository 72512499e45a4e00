import { describe, expect, it } from 'vitest';
import { ruleForm, ruleText } from '../../../src/screens/planning/rules';

describe('a rule of recurrence', () => {
  it.each([
    'FREQ=WEEKLY;BYDAY=MO',
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH',
    'FREQ=MONTHLY;BYDAY=-1FR',
    'FREQ=MONTHLY;INTERVAL=3;BYDAY=1MO',
    'FREQ=MONTHLY;BYMONTHDAY=15',
    'FREQ=MONTHLY;BYMONTHDAY=-1',
  ])('%s is shown as a form and written back', (rule) => {
    const form = ruleForm(rule);
    expect(form.every).not.toBe('other');
    expect(ruleText(form)).toBe(rule);
  });

  it.each([
    'FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=2',
    'FREQ=WEEKLY;BYDAY=MO;COUNT=3',
    'FREQ=MONTHLY;BYDAY=MO;BYSETPOS=-1',
  ])('%s stays as it was written', (rule) => {
    const form = ruleForm(rule);
    expect(form.every).toBe('other');
    expect(ruleText(form)).toBe(rule);
  });
});
