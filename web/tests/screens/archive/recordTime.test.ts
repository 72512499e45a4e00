import { describe, expect, it } from 'vitest';
import type { RecordDetail, RecordedTrack } from '../../../src/api/archive';
import {
  audioAround,
  chapterIndexAt,
  clockText,
  nextChapter,
  pageAt,
  previousChapter,
  programAt,
  segments,
  soundsAt,
  turns,
  videosAround,
} from '../../../src/screens/archive/recordTime';

function track(
  id: string,
  kind: 'audio' | 'video',
  start_ms: number,
  end_ms: number,
  gaps: [number, number][] = [],
): RecordedTrack {
  return {
    id,
    kind,
    start_ms,
    end_ms,
    gaps,
    seat: `site-${id}`,
    name: id,
    codec: 'opus',
    url: `/${id}`,
    size: 1,
    source: kind === 'audio' ? 'microphone' : 'camera',
  };
}

const record: RecordDetail = {
  meeting: { id: 'demo', title: 'Giao ban', opened_at: null, closed_at: null },
  duration_ms: 60_000,
  origin: '2018-11-05T01:00:00.000Z',
  tracks: [
    track('a', 'audio', 0, 60_000, [[10_000, 40_000]]),
    track('b', 'audio', 20_000, 30_000),
    track('v', 'video', 0, 60_000),
    track('w', 'video', 0, 60_000),
  ],
  program: [
    { start_ms: 0, end_ms: 20_000, video: 'v', seat: 'officer-1', name: 'Chủ trì', title: 'Chủ tịch' },
    { start_ms: 20_000, end_ms: 30_000, video: 'w', seat: 'site-417', name: 'Kỳ Sơn', title: 'Huyện Kỳ Sơn' },
    {
      start_ms: 30_000,
      end_ms: 40_000,
      video: null,
      seat: 'site-417',
      name: 'Kỳ Sơn',
      title: 'Huyện Kỳ Sơn',
    },
  ],
  marked: [],
  pages: [
    { at_ms: 5_000, paper: 'p1', page: 1, url: '/p1' },
    { at_ms: 12_000, paper: 'p1', page: 2, url: '/p1' },
    { at_ms: 25_000, paper: null, page: null, url: null },
  ],
  chapters: [
    { at_ms: 0, kind: 'state', title: 'Khai mạc', seat: null },
    { at_ms: 10_000, kind: 'agenda', title: 'Báo cáo', seat: null },
    { at_ms: 20_000, kind: 'turn', title: 'Kỳ Sơn', seat: 'site-417' },
    { at_ms: 40_000, kind: 'agenda', title: 'Thảo luận', seat: null },
  ],
  completeness: { packets: 0, packets_lost: 0, tracks: {} },
};

describe("a record's timeline", () => {
  it('shows the span whose time it is, from its first millisecond to before its end', () => {
    expect(programAt(record.program, 19_999)?.video).toBe('v');
    expect(programAt(record.program, 20_000)?.video).toBe('w');
    expect(programAt(record.program, 45_000)).toBeNull();
  });

  it('shows the page in front, and none before the first or after it was taken away', () => {
    expect(pageAt(record.pages, 4_999)).toBeNull();
    expect(pageAt(record.pages, 12_500)?.page).toBe(2);
    expect(pageAt(record.pages, 26_000)).toBeNull();
  });

  it('finds the chapter and steps between chapters', () => {
    expect(chapterIndexAt(record.chapters, 9_999)).toBe(0);
    expect(nextChapter(record.chapters, 15_000)).toBe(20_000);
    expect(nextChapter(record.chapters, 50_000)).toBeNull();
  });

  it("goes back to the chapter's start, or to the one before when only just begun", () => {
    expect(previousChapter(record.chapters, 18_000)).toBe(10_000);
    expect(previousChapter(record.chapters, 11_000)).toBe(0);
    expect(previousChapter(record.chapters, 1_000)).toBe(0);
  });

  it('keeps sound only for tracks that carry something soon', () => {
    expect(audioAround(record.tracks, 5_000, 4_000).map((one) => one.id)).toEqual(['a']);
    expect(audioAround(record.tracks, 22_000, 4_000).map((one) => one.id)).toEqual(['b']);
    expect(audioAround(record.tracks, 37_000, 4_000).map((one) => one.id)).toEqual(['a']);
    expect(soundsAt(record.tracks[0] as RecordedTrack, 15_000)).toBe(false);
    expect(soundsAt(record.tracks[0] as RecordedTrack, 40_000)).toBe(true);
  });

  it("fetches the next speaker's picture before it is needed", () => {
    expect(videosAround(record, 5_000, 8_000).map((one) => one.id)).toEqual(['v']);
    expect(videosAround(record, 15_000, 8_000).map((one) => one.id)).toEqual(['v', 'w']);
  });

  it('gives agenda items as spans to the next item, and turns as one even where the picture was lost', () => {
    expect(segments(record.chapters, 'agenda', 60_000).map((one) => [one.from_ms, one.to_ms])).toEqual([
      [10_000, 40_000],
      [40_000, 60_000],
    ]);
    expect(turns(record).map((one) => [one.seat, one.from_ms, one.to_ms])).toEqual([
      ['officer-1', 0, 20_000],
      ['site-417', 20_000, 40_000],
    ]);
  });

  it('writes hours only when there are any', () => {
    expect(clockText(65_900)).toBe('1:05');
    expect(clockText(3_661_000)).toBe('1:01:01');
  });
});
