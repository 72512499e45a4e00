/**
 * What a record shows at a given millisecond: whose picture, which page, which chapter, which tracks sound.
 * Pure: times come in as arguments and nothing here touches a media element.
 */
import type { Chapter, PageMark, ProgramSpan, RecordDetail, RecordedTrack } from '../../api/archive';

/** The last entry of a list sorted by `at` that is not after `t`; -1 when all are later. */
export function lastAt<T>(list: readonly T[], t: number, at: (entry: T) => number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at(list[middle] as T) <= t) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

export function programAt(program: readonly ProgramSpan[], t: number): ProgramSpan | null {
  const span = program[lastAt(program, t, (entry) => entry.start_ms)];
  return span !== undefined && t < span.end_ms ? span : null;
}

/** The span that begins next, if it begins within `within_ms`: its picture is fetched ahead. */
export function upcomingProgram(
  program: readonly ProgramSpan[],
  t: number,
  within_ms: number,
): ProgramSpan | null {
  const next = program[lastAt(program, t, (entry) => entry.start_ms) + 1];
  return next !== undefined && next.start_ms - t <= within_ms ? next : null;
}

/** The page in front at `t`; null when nothing was in front. */
export function pageAt(pages: readonly PageMark[], t: number): PageMark | null {
  const mark = pages[lastAt(pages, t, (entry) => entry.at_ms)];
  return mark !== undefined && mark.paper !== null ? mark : null;
}

export function chapterIndexAt(chapters: readonly Chapter[], t: number): number {
  return lastAt(chapters, t, (entry) => entry.at_ms);
}

/** Like a music player: early in a chapter goes to the one before, later back to its own start. */
export function previousChapter(chapters: readonly Chapter[], t: number, grace_ms = 3000): number {
  const index = chapterIndexAt(chapters, t - grace_ms);
  return chapters[index]?.at_ms ?? 0;
}

export function nextChapter(chapters: readonly Chapter[], t: number): number | null {
  return chapters[chapterIndexAt(chapters, t) + 1]?.at_ms ?? null;
}

/** Whether the track carries anything at `t`: inside its time and outside its gaps. */
export function soundsAt(track: RecordedTrack, t: number): boolean {
  if (t < track.start_ms || t >= track.end_ms) return false;
  return !track.gaps.some(([from, to]) => t >= from && t < to);
}

/** The audio tracks that sound somewhere in [t - behind, t + ahead]: these need an element. */
export function audioAround(
  tracks: readonly RecordedTrack[],
  t: number,
  ahead_ms: number,
  behind_ms = 500,
): RecordedTrack[] {
  return tracks.filter(
    (track) =>
      track.kind === 'audio' &&
      track.start_ms < t + ahead_ms &&
      track.end_ms > t - behind_ms &&
      !track.gaps.some(([from, to]) => from <= t - behind_ms && to >= t + ahead_ms),
  );
}

/** The video tracks to keep an element for: the one in front, and the one that comes next. */
export function videosAround(record: RecordDetail, t: number, ahead_ms: number): RecordedTrack[] {
  const wanted = new Set<string>();
  const now = programAt(record.program, t)?.video;
  const next = upcomingProgram(record.program, t, ahead_ms)?.video;
  if (now) wanted.add(now);
  if (next) wanted.add(next);
  return record.tracks.filter((track) => track.kind === 'video' && wanted.has(track.id));
}

export interface Segment {
  from_ms: number;
  to_ms: number;
  title: string;
  seat: string | null;
}

/** Chapters of one kind as spans: each lasts to the next of its kind, or to the end. */
export function segments(
  chapters: readonly Chapter[],
  kind: Chapter['kind'],
  duration_ms: number,
): Segment[] {
  const own = chapters.filter((chapter) => chapter.kind === kind);
  return own.map((chapter, index) => ({
    from_ms: chapter.at_ms,
    to_ms: own[index + 1]?.at_ms ?? duration_ms,
    title: chapter.title,
    seat: chapter.seat,
  }));
}

/** The turns to speak: the program's spans joined where the same seat goes on under the same title. */
export function turns(record: RecordDetail): Segment[] {
  const found: Segment[] = [];
  for (const span of record.program) {
    const last = found.at(-1);
    const title = span.name || span.title || '';
    if (last && last.seat === span.seat && last.title === title && span.start_ms - last.to_ms < 1000) {
      last.to_ms = span.end_ms;
    } else if (span.seat !== null) {
      found.push({ from_ms: span.start_ms, to_ms: span.end_ms, title, seat: span.seat });
    }
  }
  return found;
}

/** `h:mm:ss` from one hour on, else `m:ss`. */
export function clockText(ms: number): string {
  const total = Math.max(0, Math.floor(ms / 1000));
  const seconds = String(total % 60).padStart(2, '0');
  const minutes = Math.floor(total / 60) % 60;
  const hours = Math.floor(total / 3600);
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${seconds}` : `${minutes}:${seconds}`;
}
