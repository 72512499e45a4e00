// A meeting's papers as files: sending one with progress, where it stands, its pictures.
import { api, fileUrl } from './client';
import { findUnfinished, sendResumable } from './resumable';
import { currentSlot } from './slot';

export interface PaperFile {
  readonly id: string;
  readonly title: string;
  readonly name: string;
  readonly pages: number;
  readonly state: 'checking' | 'ready' | 'refused';
  /** 0 to 100 while it is checked. */
  readonly progress: number;
  /** Why it was refused: a code, and its sentence. */
  readonly reason: string | null;
  readonly message?: string | null;
  readonly size: number;
  readonly sha256: string | null;
  readonly page_sizes: readonly (readonly [number, number])[];
  readonly item?: string | null;
  /** While it is checked: at what. */
  readonly stage: 'waiting' | 'converting' | 'checking' | 'recognising' | 'storing' | '';
  /** The type of the file that was sent, by its content: `docx`, `pdf`, … */
  readonly kind: string;
  readonly original_size: number;
  /** What officers should know of its content. */
  readonly flags: readonly string[];
}

export interface PaperUpload {
  readonly file: File;
  readonly title: string;
  readonly item: string | null;
  readonly marking: string;
}

/** One version of a paper. */
export interface PaperCopy {
  readonly paper: string;
  readonly version: number;
}

/** What a machine holds and has thrown away. */
export interface HoldingReport {
  readonly device: string;
  readonly held: readonly PaperCopy[];
  readonly purged: readonly PaperCopy[];
}

export interface Receipt extends PaperCopy {
  readonly seat: string;
  readonly device: string;
  readonly held_at: string;
  readonly purged_at: string | null;
}

/** A page with the words looked for: the hit and what stands around it. */
export interface FoundPage extends PaperCopy {
  readonly page: number;
  /** Whether it reads as typed, accents included. */
  readonly exact: boolean;
  readonly hits: number;
  readonly before: string;
  readonly hit: string;
  readonly after: string;
}

const under = (meeting: string) => `/meetings/${encodeURIComponent(meeting)}/papers`;

export const papers = {
  list: (meeting: string) => api.get<PaperFile[]>(under(meeting)),
  /** Sends a file, on from where an earlier page of this machine stopped; resolves to the paper's id. */
  upload: (meeting: string, paper: PaperUpload, onProgress: (sent: number) => void, signal: AbortSignal) =>
    sendResumable({
      path: `${under(meeting)}/uploads`,
      owner: currentSlot() ?? '',
      file: paper.file,
      said: { title: paper.title, marking: paper.marking, ...(paper.item ? { item: paper.item } : {}) },
      onProgress,
      signal,
    }),
  unfinished: (meeting: string) => findUnfinished(currentSlot() ?? '', `${under(meeting)}/uploads`),
  remove: (meeting: string, paper: string) =>
    api.delete<null>(`${under(meeting)}/${encodeURIComponent(paper)}`),
  report: (meeting: string, report: HoldingReport) =>
    api.post<{ refused: readonly PaperCopy[] }>(`${under(meeting)}/receipts`, report),
  receipts: (meeting: string) => api.get<readonly Receipt[]>(`${under(meeting)}/receipts`),
  /** `screen`: the headers by which the meeting's screen says which it is; marked papers are searched for such alone. */
  search: (
    meeting: string,
    words: string,
    signal: AbortSignal,
    screen: Readonly<Record<string, string>> = {},
  ) =>
    api.get<{ more: boolean; found: readonly FoundPage[] }>(`${under(meeting)}/search`, {
      query: { q: words },
      signal,
      headers: screen,
    }),
  fileUrl: (meeting: string, paper: string, version?: number) =>
    fileUrl(`${under(meeting)}/${encodeURIComponent(paper)}/file`, { version }),
  originalUrl: (meeting: string, paper: string, version?: number) =>
    fileUrl(`${under(meeting)}/${encodeURIComponent(paper)}/original`, { version }),
  thumbnailUrl: (meeting: string, paper: string, page: number, version?: number) =>
    fileUrl(`${under(meeting)}/${encodeURIComponent(paper)}/thumbnails/${page}.webp`, { version }),
};
