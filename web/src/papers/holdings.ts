// Ties a meeting's papers together on this page: what the machine keeps, what is open, and how far both are.
import { ROOT, standardHeaders } from '../api/client';
import { type PaperCopy, papers } from '../api/papers';
import { currentSlot } from '../api/slot';
import type { Paper, View } from '../api/view';
import { Observable } from '../lib/observable';
import { type Copy, copyOf, inFetchOrder, keepingOf } from './held/copies';
import type { GetPiece } from './held/fetching';
import { type CopyState, type Kept, PaperKeeper } from './held/keeper';
import { deviceId, machineVault } from './held/machine';
import type { LineUse } from './held/pace';
import { type Progress, progressOf } from './held/progress';
import { Receipts } from './held/receipts';
import { MarkedPages } from './marked/pages';
import { isPaged, type Rules, standsOpen } from './marked/rules';
import { markedWorld } from './marked/world';
import { fromServer, PaperShelf, type Source } from './shelf';

export interface HoldingsState {
  /** `off`: this machine keeps nothing, papers are only in this page's memory. */
  readonly store: 'opening' | 'on' | 'off';
  readonly kept: Kept;
}

const RECALL_AGAIN_MS = 10_000;
const OVER: readonly string[] = ['closed', 'archived', 'cancelled'];
/** Papers up to so many bytes are opened ahead from the store, so that changing papers is as quick as turning pages. */
const OPEN_AHEAD_BYTES = 48_000_000;

export class Holdings extends Observable<HoldingsState> {
  readonly shelf: PaperShelf;
  /** Pages of papers that are never given out as files. */
  readonly marked: MarkedPages;
  private rules: Rules = {};
  private readonly receipts: Receipts;
  private keeper: PaperKeeper | null = null;
  private wanted: readonly Paper[] = [];
  private asked = '';
  private seen: View['papers'] | null = null;
  private front: string | null = null;
  private running = false;

  constructor(
    private readonly meeting: string,
    private readonly lineUse: () => LineUse,
    screen: () => Promise<string | null>,
  ) {
    super({ store: 'opening', kept: {} });
    this.marked = new MarkedPages(meeting, markedWorld(meeting, screen));
    this.shelf = new PaperShelf(meeting, (paper) => this.sourceOf(paper));
    this.receipts = new Receipts((report) => papers.report(meeting, { device: deviceId(), ...report }));
  }

  /** Begins to keep papers, until the returned function is called. */
  start(): () => void {
    this.running = true;
    void this.open();
    return () => {
      this.running = false;
      this.keeper?.stop();
      this.asked = '';
      this.marked.clear();
      void this.receipts.flush();
    };
  }

  /** Takes over which papers the meeting has now and which is in front. */
  follow(view: View): void {
    const over = OVER.includes(view.meeting.state);
    this.recall(Object.keys(view.secrecy.recalled), versionsIn(view), over);
    if (view.secrecy.rules !== this.rules) this.seen = null;
    this.rules = view.secrecy.rules;
    if (view.papers === this.seen && view.front.paper === this.front && !over) return;
    this.seen = view.papers;
    this.front = view.front.paper;
    this.wanted = over ? [] : inFetchOrder(view.papers, view.front.paper);
    this.closeUnwanted(view);
    const shown = view.front.paper === null ? undefined : view.papers.items[view.front.paper];
    if (view.front.paper !== null && shown && keepingOf(shown, this.rules) !== 'none')
      void this.shelf.open(view.front.paper).catch(() => undefined);
    this.keep();
  }

  /** Gives up what was called back, again until the server has heard of it. */
  private recall(papers: readonly string[], versions: readonly PaperCopy[], over: boolean): void {
    if (papers.length === 0 && !over) return;
    const done = over ? this.marked.recallAll(papers, versions) : this.marked.recall(papers, versions);
    done.catch(() => {
      setTimeout(() => this.running && this.recall(papers, versions, over), RECALL_AGAIN_MS);
    });
  }

  /** Closes what may not be in this page's memory any more: marked since, taken back, or not in the meeting. */
  private closeUnwanted(view: View): void {
    for (const id of this.shelf.opened()) {
      const paper = view.papers.items[id];
      if (paper && keepingOf(paper, this.rules) !== 'none') continue;
      if (this.shelf.drop(id) && paper && isPaged(paper, this.rules)) this.marked.gaveUp(copyOf(paper));
    }
  }

  /** What was thrown away from the store; of a paper that is marked by now it is remembered for the recall. */
  private purged(copy: PaperCopy): void {
    const paper = this.seen?.items[copy.paper];
    if (paper && isPaged(paper, this.rules)) this.marked.gaveUp(copy);
    else this.receipts.purged(copy);
  }

  progress(): Progress {
    const copies = this.wanted
      .filter((paper) => keepingOf(paper, this.rules) !== 'none')
      .map((paper): CopyState => {
        const copy = copyOf(paper);
        return this.get().kept[paper.id] ?? { ...copy, phase: 'waiting', bytes: 0 };
      });
    return progressOf(copies, this.shelf.get());
  }

  private async open(): Promise<void> {
    const slot = currentSlot();
    const vault = slot === null ? null : await machineVault();
    if (!this.running) return;
    if (vault && slot !== null && !this.keeper) {
      this.keeper = new PaperKeeper(vault, {
        slot,
        meeting: this.meeting,
        get: (copy) => this.pieces(copy),
        lineUse: this.lineUse,
        alone: (work, signal) =>
          navigator.locks.request(`giaoban-papers ${slot} ${this.meeting}`, { signal }, work),
        sleep,
        held: (copy) => this.receipts.held(copy),
        purged: (copy) => this.purged(copy),
      });
      this.keeper.subscribe(() => this.kept());
    }
    this.merge({ store: this.keeper ? 'on' : 'off' });
    this.keep();
  }

  /** Fetches into the store what may lie there, and into memory what may not or has no store to go to. */
  private keep(): void {
    if (this.get().store === 'opening' || !this.running) return;
    const mark = JSON.stringify(this.wanted.map((paper) => [copyOf(paper), keepingOf(paper, this.rules)]));
    if (mark === this.asked) return;
    this.asked = mark;
    this.keeper?.want(this.wanted, this.rules).catch(() => this.withoutStore());
    const inMemory = this.wanted.filter(
      (paper) => keepingOf(paper, this.rules) !== 'none' && this.fetchOf(paper) === 'all',
    );
    void this.shelf.prefetch(inMemory.map(({ id }) => id));
  }

  /** The browser has taken its store away: what is wanted is in memory from now on. */
  private withoutStore(): void {
    this.keeper = null;
    this.asked = '';
    this.merge({ store: 'off', kept: {} });
    this.keep();
  }

  private kept(): void {
    const kept = this.keeper?.get() ?? {};
    const before = this.get().kept;
    this.merge({ kept });
    const fresh = this.wanted.filter(({ id }) => kept[id]?.phase === 'held' && before[id]?.phase !== 'held');
    const small = fresh.filter(({ id }) => this.fitsAhead(id) || this.shelf.get()[id] !== undefined);
    if (small.length > 0) void this.shelf.prefetch(small.map(({ id }) => id));
    const full = this.wanted.filter(({ id }) => kept[id]?.phase === 'full' && before[id]?.phase !== 'full');
    if (full.length > 0) void this.shelf.prefetch(full.map(({ id }) => id));
  }

  /** Whether the paper and those before it fit what is opened ahead. */
  private fitsAhead(id: string): boolean {
    let bytes = 0;
    for (const paper of this.wanted) {
      bytes += paper.size;
      if (paper.id === id) return bytes <= OPEN_AHEAD_BYTES;
    }
    return false;
  }

  private sourceOf(id: string): Source {
    const source = fromServer(this.meeting, id);
    const paper = this.wanted.find((one) => one.id === id);
    if (!paper) return source;
    const { version, sha256, size } = copyOf(paper);
    const url = `${source.url}?version=${version}&sha256=${sha256}`;
    return { mark: `${version} ${sha256}`, url, size, fetch: this.fetchOf(paper) };
  }

  private fetchOf(paper: Paper): Source['fetch'] {
    const { store, kept } = this.get();
    if (store === 'off' || keepingOf(paper, this.rules) !== 'store') return 'all';
    const phase = kept[paper.id]?.phase;
    if (phase === 'held') return 'held';
    return phase === 'full' ? 'all' : 'pages';
  }

  private pieces({ paper, version, sha256 }: Copy): GetPiece {
    const url = `${ROOT}/meetings/${encodeURIComponent(this.meeting)}/papers/${encodeURIComponent(paper)}/file?version=${version}`;
    return (from, to, signal) =>
      fetch(url, {
        headers: {
          ...standardHeaders(),
          Accept: 'application/pdf',
          Range: `bytes=${from}-${to - 1}`,
          'If-Range': `"${sha256}"`,
        },
        credentials: 'same-origin',
        cache: 'no-store',
        priority: 'low',
        signal,
      });
  }
}

/** Every version there was of the papers called back, of which this machine may have said that it held it. */
function versionsIn(view: View): readonly PaperCopy[] {
  return Object.keys(view.secrecy.recalled).flatMap((paper) => {
    const last = (view.papers.items[paper]?.version ?? 0) - (standsOpen(view, paper) ? 1 : 0);
    return Array.from({ length: last }, (_, index) => ({ paper, version: index + 1 }));
  });
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.reject(signal.reason);
  if (ms <= 0) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal.addEventListener('abort', stop, { once: true });
  });
}
