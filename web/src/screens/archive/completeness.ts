/** Turns a record's completeness figures into grades that can be said in words. Pure. */
import type { RecordStanding, TrackCompleteness } from '../../api/archive';

export type Grade = 'whole' | 'nearly' | 'partial' | 'unknown';

/** Share of the packets sent that reached the record, 0 to 1; null when nothing was counted. */
export function share(figures: TrackCompleteness): number | null {
  const sent = figures.packets + figures.packets_lost;
  return sent > 0 ? figures.packets / sent : null;
}

/** Whole: none lost. Nearly: below one in a thousand, not noticeable. Partial: may be heard or seen. */
export function grade(figures: TrackCompleteness): Grade {
  const reached = share(figures);
  if (reached === null) return 'unknown';
  if (figures.packets_lost === 0) return 'whole';
  return reached >= 0.999 ? 'nearly' : 'partial';
}

/** A percentage that never rounds up to 100 while something is missing. */
export function percentText(figures: TrackCompleteness, locale: string): string {
  const reached = share(figures);
  if (reached === null) return '–';
  const rounded = figures.packets_lost === 0 ? 1 : Math.min(reached, 0.9999);
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 }).format(
    Math.floor(rounded * 10000) / 10000,
  );
}

/** What the list says of a record: first whether it is done, then whether it was cut off, then what is missing. */
export function standing(record: RecordStanding): Grade | 'unfinished' | 'interrupted' {
  if (!record.closed) return 'unfinished';
  return record.interrupted ? 'interrupted' : grade(record);
}
