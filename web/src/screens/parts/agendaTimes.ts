// When an item is due, in words: the expected time, the planned one, and how far they are apart. Pure.
import type { AgendaItem } from '../../api/view';
import type { Translate } from '../../i18n';
import type { Language } from '../../i18n/types';
import { formatTime } from '../../lib/format';

type Due = Pick<AgendaItem, 'planned_at' | 'expected_at'>;
export type Shift = 'later' | 'sooner' | 'onTime';

/** Whole minutes from plan to expectation, positive when late; null without either. */
export function minutesLate({ planned_at, expected_at }: Due): number | null {
  if (planned_at === null || expected_at === null) return null;
  return Math.round((Date.parse(expected_at) - Date.parse(planned_at)) / 60_000);
}

export function shiftOf(late: number | null): Shift | null {
  if (late === null) return null;
  return late === 0 ? 'onTime' : late > 0 ? 'later' : 'sooner';
}

/** `20 phút`, `1 giờ 5 phút`. */
export function minutesText(minutes: number, t: Translate): string {
  const [h, n] = [Math.floor(minutes / 60), minutes % 60];
  if (h === 0) return t('agenda.minutes', { n });
  return n === 0 ? t('agenda.hours', { h }) : t('agenda.hoursMinutes', { h, n });
}

/** `chậm 20 phút`; empty when nothing can be said. */
export function shiftText(due: Due, t: Translate): string {
  const late = minutesLate(due);
  const shift = shiftOf(late);
  if (late === null || shift === null) return '';
  return shift === 'onTime'
    ? t('agenda.onTime')
    : t(`agenda.${shift}`, { time: minutesText(Math.abs(late), t) });
}

/** `theo chương trình 09:20, chậm 20 phút`, or only that it is on time; empty when nothing can be said. */
export function planText(due: Due, t: Translate, language: Language): string {
  const shift = shiftText(due, t);
  if (shift === '' || due.planned_at === null || minutesLate(due) === 0) return shift;
  return `${t('agenda.planned', { time: formatTime(due.planned_at, language) })}, ${shift}`;
}
