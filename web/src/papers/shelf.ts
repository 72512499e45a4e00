// The papers of a meeting as this page has them open: from the machine's store or over the line, drawn by pdf.js.
import {
  GlobalWorkerOptions,
  getDocument,
  type PDFDocumentProxy,
  type PDFPageProxy,
  type RenderTask,
} from 'pdfjs-dist';
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url';
import { ROOT, standardHeaders } from '../api/client';
import { Observable } from '../lib/observable';
import { Canvases, copyOfCanvas, pageKey, pixelsPerPoint, type Size } from './drawing';

GlobalWorkerOptions.workerSrc = workerUrl;

export { fitInside, type Size } from './drawing';

export interface PaperState {
  readonly phase: 'loading' | 'ready' | 'failed';
  readonly loaded: number;
  readonly total: number;
}

export type Documents = Readonly<Record<string, PaperState>>;

/** Where a paper comes from. */
export interface Source {
  /** Tells one content from another; the same paper replaced by a new version has another. */
  readonly mark: string;
  readonly url: string;
  readonly size: number;
  /**
   * `all`: fetched whole into memory, because it is kept nowhere else. `held`: lies on this machine. `pages`: only
   * the pages shown, while the machine's store fetches the whole in its own time.
   */
  readonly fetch: 'all' | 'held' | 'pages';
}

/** Open documents beyond so many bytes are closed again; what lies on the machine is soon open anew. */
const OPEN_BYTES = 96_000_000;
/** A page that is still being drawn may need its document a moment longer. */
const LINGER_MS = 10_000;

interface Open {
  readonly source: Source;
  readonly document: Promise<PDFDocumentProxy>;
}

export class PaperShelf extends Observable<Documents> {
  /** The least recently used first. */
  private readonly documents = new Map<string, Open>();
  private readonly renewing = new Set<string>();
  private readonly canvases = new Canvases();
  private readonly drawing = new Map<string, Drawing>();

  constructor(
    private readonly meeting: string,
    private readonly sourceOf: (paper: string) => Source = (paper) => fromServer(this.meeting, paper),
  ) {
    super({});
  }

  /** The document as it is now; opened once, so that turning pages never waits for the line. */
  open(paper: string): Promise<PDFDocumentProxy> {
    const source = this.sourceOf(paper);
    const known = this.documents.get(paper);
    if (known?.source.mark === source.mark) {
      this.documents.delete(paper);
      this.documents.set(paper, known);
      if (source.fetch === 'held' && known.source.fetch === 'pages') void this.renew(paper, source);
      return known.document;
    }
    if (known) this.close(known);
    this.note(paper, { phase: 'loading', loaded: 0, total: 0 });
    const document = this.load(paper, source).then(
      (loaded) => {
        this.note(paper, { phase: 'ready', loaded: 1, total: 1 });
        this.closeSome(paper);
        return loaded;
      },
      (problem: unknown) => {
        this.documents.delete(paper);
        this.note(paper, { phase: 'failed', loaded: 0, total: 0 });
        throw problem;
      },
    );
    this.documents.set(paper, { source, document });
    return document;
  }

  /** Opens papers ahead, one after another; a failure waits for the moment the paper is shown. */
  async prefetch(papers: readonly string[]): Promise<void> {
    for (const paper of papers) await this.open(paper).catch(() => undefined);
  }

  /** A page of a paper, by its number from 1; the nearest there is. */
  async page(paper: string, page: number): Promise<PDFPageProxy> {
    const document = await this.open(paper);
    return document.getPage(Math.min(Math.max(1, page), document.numPages));
  }

  /** A page drawn to fit a box (CSS pixels) at the screen's density. The canvas may be shared: copy, do not keep. */
  async draw(
    paper: string,
    page: number,
    box: Size,
    density: number,
    signal: AbortSignal,
  ): Promise<HTMLCanvasElement> {
    const key = pageKey(`${paper}@${this.sourceOf(paper).mark}`, page, box, density);
    const kept = this.canvases.get(key);
    if (kept) return kept;
    const sheet = await this.page(paper, page);
    signal.throwIfAborted();
    const begun = this.drawing.get(key);
    return (begun && !begun.givenUp ? begun : this.begin(key, sheet, box, density)).wait(signal);
  }

  /** Lets go of a paper at once, as if it had never been open; answers whether there was anything of it. */
  drop(paper: string): boolean {
    const known = this.documents.get(paper);
    this.documents.delete(paper);
    this.canvases.forget(`${paper}@`);
    const { [paper]: _, ...others } = this.get();
    this.set(others);
    if (known) void destroy(known.document);
    return known !== undefined;
  }

  /** Papers of which something is open. */
  opened(): readonly string[] {
    return [...this.documents.keys()];
  }

  /** Lets go of everything. */
  async dispose(): Promise<void> {
    const all = [...this.documents.values()];
    this.documents.clear();
    this.canvases.clear();
    for (const { document } of all) await destroy(document);
  }

  private begin(key: string, sheet: PDFPageProxy, box: Size, density: number): Drawing {
    const { scale, size } = pixelsPerPoint(sheet.getViewport({ scale: 1 }), box, density);
    const viewport = sheet.getViewport({ scale });
    const canvas = copyOfCanvas(viewport, size);
    const drawing = new Drawing(sheet.render({ canvas, viewport }), canvas);
    this.drawing.set(key, drawing);
    const ended = () => this.drawing.get(key) === drawing && this.drawing.delete(key);
    drawing.done.then(() => ended() && this.canvases.keep(key, canvas), ended);
    return drawing;
  }

  private load(paper: string, source: Source): Promise<PDFDocumentProxy> {
    const piecewise = source.fetch === 'pages';
    const task = getDocument({
      url: source.url,
      httpHeaders: standardHeaders(),
      withCredentials: true,
      disableAutoFetch: piecewise,
      disableStream: piecewise,
      cMapUrl: '/pdfjs/cmaps/',
      cMapPacked: true,
      standardFontDataUrl: '/pdfjs/standard_fonts/',
      wasmUrl: '/pdfjs/wasm/',
      iccUrl: '/pdfjs/iccs/',
      enableXfa: false,
    });
    task.onProgress = ({ loaded, total }: { loaded: number; total: number }) => {
      if (this.get()[paper]?.phase !== 'ready') this.note(paper, { phase: 'loading', loaded, total });
    };
    return task.promise;
  }

  /** The whole paper has come to the machine: from now on pages are read there. */
  private async renew(paper: string, source: Source): Promise<void> {
    if (this.renewing.has(paper)) return;
    this.renewing.add(paper);
    try {
      const document = await this.load(paper, source);
      const before = this.documents.get(paper);
      if (before?.source.mark === source.mark) {
        this.documents.set(paper, { source, document: Promise.resolve(document) });
        this.close(before);
      } else {
        await document.loadingTask.destroy();
      }
    } catch {
      // The one that is open goes on; the next page asks again.
    } finally {
      this.renewing.delete(paper);
    }
  }

  /** Closes what was not used for longest; never the one just opened, nor what is kept nowhere else. */
  private closeSome(just: string): void {
    const open = [...this.documents].filter(([, { source }]) => source.fetch !== 'all');
    let bytes = open.reduce((sum, [, { source }]) => sum + source.size, 0);
    for (const [paper, one] of open) {
      if (bytes <= OPEN_BYTES || paper === just) return;
      bytes -= one.source.size;
      this.documents.delete(paper);
      this.close(one);
    }
  }

  private close({ document }: Open): void {
    setTimeout(() => void destroy(document), LINGER_MS);
  }

  private note(paper: string, state: PaperState): void {
    this.merge({ [paper]: state });
  }
}

/** The newest version as the server has it, all of it. */
export function fromServer(meeting: string, paper: string): Source {
  const url = `${ROOT}/meetings/${encodeURIComponent(meeting)}/papers/${encodeURIComponent(paper)}/file`;
  return { mark: '', url, size: 0, fetch: 'all' };
}

async function destroy(document: Promise<PDFDocumentProxy>): Promise<void> {
  await document.then(({ loadingTask }) => loadingTask.destroy()).catch(() => undefined);
}

/** A page being drawn, for whoever waits for it; given up when nobody does any longer. */
class Drawing {
  readonly done: Promise<HTMLCanvasElement>;
  givenUp = false;
  private readonly waiting = new Set<AbortSignal>();

  constructor(
    private readonly task: RenderTask,
    canvas: HTMLCanvasElement,
  ) {
    this.done = task.promise.then(() => canvas);
  }

  wait(signal: AbortSignal): Promise<HTMLCanvasElement> {
    this.waiting.add(signal);
    const leave = () => {
      this.waiting.delete(signal);
      if (this.waiting.size > 0) return;
      this.givenUp = true;
      this.task.cancel();
    };
    signal.addEventListener('abort', leave, { once: true });
    return this.done.finally(() => signal.removeEventListener('abort', leave));
  }
}
