/** A rule of recurrence (RFC 5545) as a form shows it, there and back. Pure; the server counts the days. */

export type Every = 'weekly' | 'monthWeekday' | 'monthDay' | 'other';
export const EVERY: readonly Every[] = ['weekly', 'monthWeekday', 'monthDay', 'other'];
export const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
export const NTH = [1, 2, 3, 4, -1] as const;

export interface RuleForm {
  readonly every: Every;
  readonly interval: number;
  readonly days: readonly string[];
  readonly nth: number;
  /** 1 to 31, or -1 for the last day. */
  readonly monthDay: number;
  readonly text: string;
}

export function ruleText(form: RuleForm): string {
  const interval = form.interval > 1 ? `;INTERVAL=${form.interval}` : '';
  if (form.every === 'weekly') return `FREQ=WEEKLY${interval};BYDAY=${form.days.join(',')}`;
  if (form.every === 'monthWeekday')
    return `FREQ=MONTHLY${interval};BYDAY=${form.nth}${form.days[0] ?? 'MO'}`;
  if (form.every === 'monthDay') return `FREQ=MONTHLY${interval};BYMONTHDAY=${form.monthDay}`;
  return form.text.trim();
}

/** The form of a rule; what no form has stays as it was written. */
export function ruleForm(text: string): RuleForm {
  const parts = Object.fromEntries(
    text
      .split(';')
      .filter(Boolean)
      .map((part) => part.split('=')),
  ) as Record<string, string>;
  const base: RuleForm = {
    every: 'other',
    interval: Number(parts.INTERVAL ?? 1),
    days: ['MO'],
    nth: 1,
    monthDay: 1,
    text,
  };
  const known = new Set(['FREQ', 'INTERVAL', 'BYDAY', 'BYMONTHDAY']);
  if (Object.keys(parts).some((name) => !known.has(name))) return base;
  const found = fromParts(parts, base);
  return ruleText(found) === text ? found : base;
}

function fromParts(parts: Record<string, string>, base: RuleForm): RuleForm {
  if (parts.FREQ === 'WEEKLY' && parts.BYDAY) {
    return { ...base, every: 'weekly', days: parts.BYDAY.split(',') };
  }
  const nth = /^(-?\d)([A-Z]{2})$/.exec(parts.BYDAY ?? '');
  if (parts.FREQ === 'MONTHLY' && nth) {
    return { ...base, every: 'monthWeekday', nth: Number(nth[1]), days: [nth[2] as string] };
  }
  if (parts.FREQ === 'MONTHLY' && parts.BYMONTHDAY) {
    return { ...base, every: 'monthDay', monthDay: Number(parts.BYMONTHDAY) };
  }
  return base;
}
