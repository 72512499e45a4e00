// The board's figures as text with their units.
import type { Series } from '../../api/view/board';
import type { Language } from '../../i18n';
import { formatRate } from '../../lib/format';

const LOCALE: Readonly<Record<Language, string>> = { vi: 'vi-VN', en: 'en-GB' };
export const NOTHING = '–';

export function percent(part: number | null, language: Language): string {
  if (part === null) return NOTHING;
  const digits = part > 0 && part < 0.1 ? 1 : 0;
  return new Intl.NumberFormat(LOCALE[language], { style: 'percent', maximumFractionDigits: digits }).format(
    part,
  );
}

export function rate(bps: number | null, language: Language): string {
  return bps === null ? NOTHING : formatRate(bps, language);
}

export function milliseconds(ms: number | null): string {
  return ms === null ? NOTHING : `${Math.round(ms)} ms`;
}

export function seriesText(name: Series, value: number | null, language: Language): string {
  if (name === 'rtt_ms') return milliseconds(value);
  return name.startsWith('loss') ? percent(value, language) : rate(value, language);
}

/** The largest of what is known, or null. */
export function highest(values: readonly (number | null)[]): number | null {
  const known = values.filter((value): value is number => value !== null);
  return known.length === 0 ? null : Math.max(...known);
}
