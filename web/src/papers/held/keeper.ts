// Keeps a meeting's papers on this machine: fetches what is wanted, one at a time, and throws away what no longer is.
import type { Paper } from '../../api/view';
import { Observable } from '../../lib/observable';
import type { Rules } from '../marked/rules';
import { type Copy, copyOf, folderOf, keepingOf, nameOf, parseName, wholeName } from './copies';
import { bring, Corrupt, type GetPiece, isWhole, NotThere, soFar } from './fetching';
import { type LineUse, Pace } from './pace';
import type { Vault } from './vault';

/** `memory`: it may only be in the page's memory. `full`: this machine has no room for it. */
export type CopyPhase = 'waiting' | 'coming' | 'held' | 'memory' | 'full' | 'gone';

export interface CopyState extends Copy {
  readonly phase: CopyPhase;
  /** Bytes that are here. */
  readonly bytes: number;
}

export type Kept = Readonly<Record<string, CopyState>>;

/** What the keeper needs of the world; tests bring their own. */
export interface KeeperWorld {
  readonly slot: string;
  readonly meeting: string;
  get(copy: Copy): GetPiece;
  lineUse(): LineUse;
  /** One page of a sign-in fetches at a time; the others look on. */
  alone(work: () => Promise<void>, signal: AbortSignal): Promise<void>;
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  held(copy: Copy): void;
  purged(copy: Omit<Copy, 'size'>): void;
}

const RETRY_MS = 3_000;
const LOOK_MS = 4_000;
const FULL_AGAIN_MS = 60_000;
/** A version lies here twice for a moment: in pieces and whole. */
const ROOM_NEEDED = 2.2;

export class PaperKeeper extends Observable<Kept> {
  private readonly pace: Pace;
  private run: AbortController | null = null;
  private corrupt = new Set<string>();

  constructor(
    private readonly vault: Vault,
    private readonly world: KeeperWorld,
  ) {
    super({});
    this.pace = new Pace(() => world.lineUse());
  }

  /** From now on these papers are wanted, in this order, and no others of the meeting. */
  async want(papers: readonly Paper[], rules: Rules): Promise<void> {
    this.run?.abort();
    const run = new AbortController();
    this.run = run;
    const known = this.get();
    const next = papers.flatMap((paper) => {
      const [keeping, copy] = [keepingOf(paper, rules), copyOf(paper)];
      const before = known[copy.paper];
      const same = before?.sha256 === copy.sha256 && before.version === copy.version;
      if (keeping === 'none') return [];
      if (keeping === 'memory') return [{ ...copy, phase: 'memory' as const, bytes: 0 }];
      return [same && before.phase !== 'memory' ? before : { ...copy, phase: 'waiting' as const, bytes: 0 }];
    });
    this.set(Object.fromEntries(next.map((copy) => [copy.paper, copy])));
    try {
      await this.purgeUnwanted();
      await this.look();
      await this.work(run.signal);
    } catch (problem) {
      if (!run.signal.aborted) throw problem;
    }
  }

  /** Fetches nothing more; what is here stays. */
  stop(): void {
    this.run?.abort();
    this.run = null;
  }

  /** Throws away every paper of this meeting, and says so. */
  async purge(): Promise<void> {
    this.stop();
    this.set({});
    await this.purgeUnwanted();
  }

  private folder(copy: Omit<Copy, 'size'>): string {
    return nameOf(this.world.slot, this.world.meeting, copy);
  }

  private async purgeUnwanted(): Promise<void> {
    const wanted = new Set(this.stored().map((copy) => this.folder(copy)));
    const names = await this.vault.names(folderOf(this.world.slot, this.world.meeting));
    const old = names.filter((name) => !wanted.has(name.slice(0, name.lastIndexOf('/') + 1)));
    await this.vault.remove(old);
    for (const name of old) {
      const found = parseName(name);
      if (found && name.endsWith(wholeName(''))) this.world.purged(found.copy);
    }
  }

  private stored(): readonly CopyState[] {
    return Object.values(this.get()).filter(({ phase }) => phase !== 'memory');
  }

  /** Sees what lies here already, from an earlier page or another one that fetches now. */
  private async look(): Promise<void> {
    for (const copy of this.stored()) {
      if (copy.phase === 'held' || copy.phase === 'gone') continue;
      const folder = this.folder(copy);
      if (await isWhole(this.vault, folder)) this.isHeld(copy);
      else this.note(copy, { bytes: (await soFar(this.vault, folder)).bytes });
    }
  }

  private async work(signal: AbortSignal): Promise<void> {
    const watching = new AbortController();
    const both = AbortSignal.any([signal, watching.signal]);
    const looking = this.lookOn(both).catch(() => undefined);
    await this.world.alone(async () => {
      watching.abort();
      await looking;
      await this.look();
      for (let next = this.next(); next !== null; next = this.next()) await this.fetch(next, signal);
    }, signal);
  }

  /** While another page of this sign-in fetches. */
  private async lookOn(signal: AbortSignal): Promise<void> {
    while (this.next() !== null) {
      await this.world.sleep(LOOK_MS, signal);
      await this.look();
    }
  }

  private next(): CopyState | null {
    const open = this.stored().filter(({ phase }) => phase !== 'held' && phase !== 'gone');
    return open.find(({ phase }) => phase !== 'full') ?? open[0] ?? null;
  }

  private async fetch(copy: CopyState, signal: AbortSignal): Promise<void> {
    if (copy.phase === 'full') await this.world.sleep(FULL_AGAIN_MS, signal);
    if ((await this.vault.room()) < (copy.size - copy.bytes) * ROOM_NEEDED)
      return this.note(copy, { phase: 'full' });
    this.note(copy, { phase: 'coming' });
    const errand = {
      vault: this.vault,
      folder: this.folder(copy),
      copy,
      get: this.world.get(copy),
      pace: this.pace,
      note: (bytes: number) => this.note(copy, { bytes }),
      sleep: this.world.sleep,
    };
    try {
      await bring(errand, signal);
      this.isHeld(copy);
    } catch (problem) {
      signal.throwIfAborted();
      await this.failed(copy, problem, signal);
    }
  }

  private async failed(copy: CopyState, problem: unknown, signal: AbortSignal): Promise<void> {
    if (problem instanceof Error && problem.name === 'QuotaExceededError') {
      await this.vault.remove(await this.vault.names(this.folder(copy)));
      return this.note(copy, { phase: 'full', bytes: 0 });
    }
    // What came wrong once may come right; twice, what is stored is not what was announced.
    const twice = problem instanceof Corrupt && this.corrupt.has(copy.sha256);
    if (problem instanceof Corrupt) this.corrupt.add(copy.sha256);
    if (twice || problem instanceof NotThere) return this.note(copy, { phase: 'gone', bytes: 0 });
    this.note(copy, { phase: 'waiting' });
    await this.world.sleep(RETRY_MS, signal);
  }

  private isHeld(copy: CopyState): void {
    this.note(copy, { phase: 'held', bytes: copy.size });
    this.world.held(copy);
  }

  /** Changes what is known of a copy, unless another version is wanted meanwhile. */
  private note(copy: Copy, change: Partial<Pick<CopyState, 'phase' | 'bytes'>>): void {
    const now = this.get()[copy.paper];
    if (now?.sha256 === copy.sha256 && now.version === copy.version)
      this.merge({ [copy.paper]: { ...now, ...change } });
  }
}
