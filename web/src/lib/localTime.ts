/** Times as people in the province write them: Asia/Ho_Chi_Minh, which has been UTC+7 without summer time since 1975. */

export const ZONE = 'Asia/Ho_Chi_Minh';
const OFFSET_MS = 7 * 3600 * 1000;

/** `2018-11-05T01:00:00.000Z` → `2018-11-05T08:00`, as an `<input type="datetime-local">` wants it. */
export function toLocalInput(iso: string): string {
  return new Date(Date.parse(iso) + OFFSET_MS).toISOString().slice(0, 16);
}

/** The reverse; null when the text is no time. */
export function fromLocalInput(text: string): string | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(text)) return null;
  const wall = Date.parse(`${text}:00.000Z`);
  return Number.isNaN(wall) ? null : new Date(wall - OFFSET_MS).toISOString();
}

/** The day in the province, `2018-11-05`. */
export function localDay(iso: string): string {
  return toLocalInput(iso).slice(0, 10);
}

/** The next full half hour at least an hour from now: a sensible time to propose. */
export function proposedStart(now: Date): string {
  const half = 30 * 60 * 1000;
  return toLocalInput(new Date(Math.ceil((now.getTime() + 3600 * 1000) / half) * half).toISOString());
}

/** `2018-11-05` → `05/11/2018`, as it is written here. */
export function dayFigures(day: string): string {
  return day.slice(0, 10).split('-').reverse().join('/');
}
