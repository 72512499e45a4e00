// The archive as the server describes it: the list of records, and one record with all its player needs.
import { api, fileUrl, ROOT } from './client';

export interface RecordSummary {
  id: string;
  title: string;
  opened_at: string | null;
  closed_at: string | null;
  duration_s: number | null;
  recorded: boolean;
  tracks: number;
  /** Bytes of all tracks together. */
  size: number;
  completeness: RecordStanding;
}

/** How much of what was sent is in the record, over all its recordings. */
export interface RecordStanding {
  packets: number;
  packets_lost: number;
  /** Every recording is finished and can be read. */
  closed: boolean;
  /** One was cut off by a crash or a full disk; what it has is kept. */
  interrupted: boolean;
}

export interface RecordedTrack {
  id: string;
  seat: string;
  name: string;
  kind: 'audio' | 'video';
  source: 'camera' | 'microphone' | 'screen_share';
  codec: string;
  /** Milliseconds since the recording began, as are all `_ms` of a record. */
  start_ms: number;
  end_ms: number;
  url: string;
  size: number;
  gaps: [number, number][];
}

export interface ProgramSpan {
  start_ms: number;
  end_ms: number;
  video: string | null;
  seat: string | null;
  name: string | null;
  title: string | null;
}

export interface PageMark {
  at_ms: number;
  paper: string | null;
  page: number | null;
  url: string | null;
}

export interface Chapter {
  at_ms: number;
  kind: 'agenda' | 'turn' | 'vote' | 'state';
  title: string;
  seat: string | null;
  /** Part of an item that was not for observers. */
  internal?: boolean;
}

export interface TrackCompleteness {
  packets: number;
  packets_lost: number;
  /** Milliseconds within the track for which nothing arrived. */
  missing_ms?: number;
}

export interface Completeness extends TrackCompleteness {
  tracks: Record<string, TrackCompleteness>;
}

export interface RecordDetail {
  meeting: { id: string; title: string; opened_at: string | null; closed_at: string | null };
  duration_ms: number;
  origin: string;
  tracks: RecordedTrack[];
  program: ProgramSpan[];
  pages: PageMark[];
  chapters: Chapter[];
  /** Papers that are marked, also those that have left the meeting. */
  marked: string[];
  completeness: Completeness;
}

const one = (id: string) => `/archive/${encodeURIComponent(id)}`;

export const archive = {
  list: () => api.get<RecordSummary[]>('/archive'),
  detail: (id: string) => api.get<RecordDetail>(one(id)),
  trackUrl: (id: string, track: string, download = false) =>
    fileUrl(`${one(id)}/tracks/${encodeURIComponent(track)}.webm`, { download: download ? 1 : null }),
  attendanceUrl: (id: string, lang: string) => fileUrl(`${one(id)}/attendance.xlsx`, { lang }),
  proceedingsUrl: (id: string, kind: 'html' | 'pdf', lang: string) =>
    fileUrl(`${one(id)}/proceedings.${kind}`, { lang }),
  eventsUrl: (id: string) => fileUrl(`${one(id)}/events.jsonl`),
};

/** An address the server gave, made usable where no header can be sent. */
export function mediaUrl(url: string): string {
  return url.startsWith(`${ROOT}/`) ? fileUrl(url.slice(ROOT.length)) : url;
}
