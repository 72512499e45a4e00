// Days and hours as the province reads them, and how far away a start is. Pure: now is an argument.
import type { Language, Translate } from '../../i18n';
import { ZONE } from '../../lib/localTime';

const locale = (language: Language) => (language === 'vi' ? 'vi-VN' : 'en-GB');

export function hourText(iso: string, language: Language): string {
  return new Intl.DateTimeFormat(locale(language), {
    timeZone: ZONE,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(iso));
}

export function dayText(iso: string, language: Language): string {
  const text = new Intl.DateTimeFormat(locale(language), {
    timeZone: ZONE,
    weekday: 'long',
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
  }).format(new Date(iso));
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function shortDayText(iso: string, language: Language): string {
  return new Intl.DateTimeFormat(locale(language), {
    timeZone: ZONE,
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
  }).format(new Date(iso));
}

/** `2 giờ 15 phút`; zero parts are left out. */
export function spanText(seconds: number, t: Translate): string {
  const minutes = Math.round(seconds / 60);
  const h = Math.floor(minutes / 60);
  const m = minutes % 60;
  if (minutes === 0) return t('common.seconds', { n: Math.max(0, Math.round(seconds)) });
  return [h > 0 ? t('common.hours', { n: h }) : '', m > 0 ? t('common.minutes', { n: m }) : '']
    .filter(Boolean)
    .join(' ');
}

/** How far away a start is, within a day either way; else an empty text. */
export function untilText(iso: string, now: Date, t: Translate): string {
  const minutes = Math.round((Date.parse(iso) - now.getTime()) / 60_000);
  if (minutes > 24 * 60 || minutes < -12 * 60) return '';
  if (minutes < 0) return t('home.lateBy', { n: -minutes });
  if (minutes < 60) return t('home.inMinutes', { n: minutes });
  return t('home.inHours', { h: Math.floor(minutes / 60), m: minutes % 60 });
}

/** Bytes in words: `4,2 MB`. */
export function sizeText(bytes: number, language: Language): string {
  const steps = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let step = 0;
  while (value >= 1000 && step < steps.length - 1) {
    value /= 1000;
    step += 1;
  }
  const digits = value < 10 && step > 0 ? 1 : 0;
  return `${new Intl.NumberFormat(locale(language), { maximumFractionDigits: digits }).format(value)} ${steps[step]}`;
}
