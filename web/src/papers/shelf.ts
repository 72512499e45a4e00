// The papers of a meeting as this machine holds them: fetched whole before they are needed, drawn by pdf.js.
import { GlobalWorkerOptions, getDocument, type PDFDocumentProxy, type RenderTask } from 'pdfjs-dist';
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url';
import { ROOT, standardHeaders } from '../api/client';
import { Observable } from '../lib/observable';

GlobalWorkerOptions.workerSrc = workerUrl;

export interface PaperState {
  readonly phase: 'loading' | 'ready' | 'failed';
  readonly loaded: number;
  readonly total: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

type Documents = Readonly<Record<string, PaperState>>;

const DRAWN_KEPT = 8;
const MAX_PIXELS = 12_000_000;

/** The largest size with a page's proportions inside a box. */
export function fitInside(page: Size, box: Size): Size {
  const scale = Math.min(box.width / page.width, box.height / page.height);
  return {
    width: Math.max(1, Math.floor(page.width * scale)),
    height: Math.max(1, Math.floor(page.height * scale)),
  };
}

export class PaperShelf extends Observable<Documents> {
  private readonly documents = new Map<string, Promise<PDFDocumentProxy>>();
  private readonly drawn = new Map<string, HTMLCanvasElement>();

  constructor(private readonly meeting: string) {
    super({});
  }

  /** The document; fetched once, all of it, so that turning pages never waits for the line. */
  open(paper: string): Promise<PDFDocumentProxy> {
    const known = this.documents.get(paper);
    if (known) return known;
    this.note(paper, { phase: 'loading', loaded: 0, total: 0 });
    const task = getDocument({
      url: `${ROOT}/meetings/${encodeURIComponent(this.meeting)}/papers/${encodeURIComponent(paper)}/file`,
      httpHeaders: standardHeaders(),
      withCredentials: true,
      cMapUrl: '/pdfjs/cmaps/',
      cMapPacked: true,
      standardFontDataUrl: '/pdfjs/standard_fonts/',
      wasmUrl: '/pdfjs/wasm/',
      iccUrl: '/pdfjs/iccs/',
      enableXfa: false,
    });
    task.onProgress = ({ loaded, total }: { loaded: number; total: number }) =>
      this.note(paper, { phase: 'loading', loaded, total });
    const opening = task.promise.then(
      (document) => {
        this.note(paper, { phase: 'ready', loaded: 1, total: 1 });
        return document;
      },
      (problem: unknown) => {
        this.documents.delete(paper);
        this.note(paper, { phase: 'failed', loaded: 0, total: 0 });
        throw problem;
      },
    );
    this.documents.set(paper, opening);
    return opening;
  }

  /** Fetches papers ahead, one after another; a failure waits for the moment the paper is shown. */
  async prefetch(papers: readonly string[]): Promise<void> {
    for (const paper of papers) await this.open(paper).catch(() => undefined);
  }

  /** A page drawn to fit a box (CSS pixels) at the screen's density. The canvas may be shared: copy, do not keep. */
  async draw(
    paper: string,
    page: number,
    box: Size,
    density: number,
    signal: AbortSignal,
  ): Promise<HTMLCanvasElement> {
    const document = await this.open(paper);
    const sheet = await document.getPage(Math.min(Math.max(1, page), document.numPages));
    const natural = sheet.getViewport({ scale: 1 });
    const fitted = fitInside(natural, box);
    const crisp = Math.min(density, Math.sqrt(MAX_PIXELS / (fitted.width * fitted.height)));
    const key = `${paper}/${page}/${fitted.width}x${fitted.height}@${crisp.toFixed(2)}`;
    const kept = this.drawn.get(key);
    if (kept) return kept;
    signal.throwIfAborted();
    const viewport = sheet.getViewport({ scale: (fitted.width / natural.width) * crisp });
    const canvas = globalThis.document.createElement('canvas');
    canvas.width = Math.round(viewport.width);
    canvas.height = Math.round(viewport.height);
    canvas.style.width = `${fitted.width}px`;
    canvas.style.height = `${fitted.height}px`;
    await finish(sheet.render({ canvas, viewport }), signal);
    this.keep(key, canvas);
    return canvas;
  }

  /** Lets go of everything fetched. */
  async dispose(): Promise<void> {
    const all = [...this.documents.values()];
    this.documents.clear();
    this.drawn.clear();
    for (const opening of all)
      await opening.then((document) => document.loadingTask.destroy()).catch(() => undefined);
  }

  private keep(key: string, canvas: HTMLCanvasElement): void {
    this.drawn.set(key, canvas);
    if (this.drawn.size <= DRAWN_KEPT) return;
    const oldest = this.drawn.keys().next();
    if (!oldest.done) this.drawn.delete(oldest.value);
  }

  private note(paper: string, state: PaperState): void {
    this.merge({ [paper]: state });
  }
}

async function finish(task: RenderTask, signal: AbortSignal): Promise<void> {
  const cancel = () => task.cancel();
  signal.addEventListener('abort', cancel, { once: true });
  try {
    await task.promise;
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}
