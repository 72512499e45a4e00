// Times, durations and sizes as people here write them.
import type { Language } from '../i18n/types';
import { fromLocalInput, ZONE } from './localTime';

/** `m:ss`, or `h:mm:ss` from one hour on; a negative number of seconds gets a minus sign. */
export function formatDuration(seconds: number): string {
  const whole = Math.floor(Math.abs(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (n: number) => String(n).padStart(2, '0');
  const text = hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
  return seconds < 0 && whole > 0 ? `−${text}` : text;
}

const LOCALE: Readonly<Record<Language, string>> = { vi: 'vi-VN', en: 'en-GB' };

/** Time of day in Viet Nam, `08:05` or with seconds. */
export function formatTime(at: string | number, language: Language, seconds = false): string {
  return new Intl.DateTimeFormat(LOCALE[language], {
    hour: '2-digit',
    minute: '2-digit',
    ...(seconds ? { second: '2-digit' } : {}),
    hourCycle: 'h23',
    timeZone: ZONE,
  }).format(typeof at === 'number' ? at : Date.parse(at));
}

/** Weekday and date, as `Thứ Hai, 23/11/2026`. */
export function formatDate(at: string | number, language: Language): string {
  const text = new Intl.DateTimeFormat(LOCALE[language], {
    weekday: 'long',
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    timeZone: ZONE,
  }).format(typeof at === 'number' ? at : Date.parse(at));
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** What stands in a field for a moment or a day, as it is written here: `17:00 Thứ Ba, 01/12/2026`; null while it is not whole. */
export function formatEntry(entry: string, language: Language): string | null {
  const at = fromLocalInput(entry.includes('T') ? entry : `${entry}T00:00`);
  if (at === null) return null;
  const day = formatDate(at, language);
  return entry.includes('T') ? `${formatTime(at, language)} ${day}` : day;
}

/** Bytes as `1.2 MB` (decimal comma in Vietnamese). */
export function formatBytes(bytes: number, language: Language): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const step = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** step;
  return `${new Intl.NumberFormat(LOCALE[language], { maximumFractionDigits: step === 0 ? 0 : 1 }).format(value)} ${units[step]}`;
}

/** A share from 0 to 1 in whole per cent: `45%`. */
export function formatPercent(share: number, language: Language): string {
  return new Intl.NumberFormat(LOCALE[language], { style: 'percent', maximumFractionDigits: 0 }).format(
    share,
  );
}

/** Bits per second as `4,2 Mbit/s`. */
export function formatRate(bps: number, language: Language): string {
  const mega = bps >= 1_000_000;
  const value = bps / (mega ? 1_000_000 : 1_000);
  const text = new Intl.NumberFormat(LOCALE[language], { maximumFractionDigits: mega ? 1 : 0 }).format(value);
  return `${text} ${mega ? 'Mbit/s' : 'kbit/s'}`;
}
