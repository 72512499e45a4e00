// Pages of marked papers: asked for one by one with this screen's name, held in this page's memory alone, and given up
// at the recall, which is reported. Nothing here touches a store, a cache or an address a picture could be saved from.
import { api, ROOT, standardHeaders } from '../../api/client';
import { ApiError, errorFrom } from '../../api/errors';
import { fitInside, type Size } from '../drawing';
import type { Had } from './remembered';

/** What the pages need of the world; tests bring their own. */
export interface MarkedWorld {
  /** The name of the line to ask with; null while there is none. */
  screen(): Promise<string | null>;
  device(): string;
  fetch(url: string, init: RequestInit): Promise<Response>;
  decode(blob: Blob): Promise<ImageBitmap>;
  report(held: readonly Had[], purged: readonly Had[]): Promise<unknown>;
  remembered(): readonly Had[];
  remember(had: readonly Had[]): void;
}

export interface Sheet extends Had {
  readonly page: number;
}

const KEPT = 6;
const keyOf = ({ paper, version }: Had) => `${paper}@${version}`;
/** Widths the server draws, in pixels. */
const WIDTHS = [320, 800, 1240, 1654, 1920] as const;

export function widthFor(box: Size, density: number): number {
  const wanted = Math.min(box.width, box.height * 1.5) * density;
  return WIDTHS.find((width) => width >= wanted) ?? WIDTHS[WIDTHS.length - 1] ?? 1920;
}

export class MarkedPages {
  private readonly pictures = new Map<string, Promise<ImageBitmap>>();
  private readonly recalled = new Set<string>();
  private readonly reported = new Set<string>();
  /** Versions of papers called back that the server has been told are not here. */
  private readonly proved = new Set<string>();

  constructor(
    private readonly meeting: string,
    private readonly world: MarkedWorld,
  ) {}

  /** The page drawn to fit a box; the canvas may be copied, not kept. Rejects with the server's reason. */
  async draw(sheet: Sheet, box: Size, density: number, signal: AbortSignal): Promise<HTMLCanvasElement> {
    const picture = await this.picture(sheet, widthFor(box, density));
    signal.throwIfAborted();
    const size = fitInside(picture, box);
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(size.width * density);
    canvas.height = Math.round(size.height * density);
    canvas.style.width = `${size.width}px`;
    canvas.style.height = `${size.height}px`;
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    return canvas;
  }

  /** Fetches a page into memory, so that turning to it does not wait. */
  async prefetch(sheet: Sheet, box: Size, density: number): Promise<void> {
    await this.picture(sheet, widthFor(box, density)).catch(() => undefined);
  }

  /** The text of a page, for who has it read aloud. */
  async text({ paper, version, page }: Sheet): Promise<string> {
    const path = `/meetings/${encodeURIComponent(this.meeting)}/papers/${encodeURIComponent(paper)}/pages/${page}/text`;
    const answer = await this.world.fetch(`${ROOT}${path}?version=${version}`, await this.request());
    if (!answer.ok) throw errorFrom(answer.status, await answer.json().catch(() => null));
    return ((await answer.json()) as { text: string }).text;
  }

  /**
   * Papers called back: everything of them goes at once, and the server is told. `versions`: those there were, of
   * which nothing is here either, whatever this machine once said to hold.
   */
  async recall(papers: readonly string[], versions: readonly Had[] = []): Promise<void> {
    for (const paper of papers) {
      this.recalled.add(paper);
      this.drop(paper);
    }
    const gone = this.world.remembered().filter(({ paper }) => this.recalled.has(paper));
    const told = new Set([...gone.map(keyOf), ...this.proved]);
    const rest = versions.filter((had) => !told.has(keyOf(had)));
    if (gone.length + rest.length === 0) return;
    await this.world.report(gone, [...gone, ...rest]);
    for (const had of [...gone, ...rest]) this.proved.add(keyOf(had));
    this.world.remember(this.world.remembered().filter(({ paper }) => !this.recalled.has(paper)));
  }

  /** The meeting is over: what was opened of any marked paper goes, drafts that it never had included. */
  async recallAll(papers: readonly string[], versions: readonly Had[]): Promise<void> {
    await this.recall([...papers, ...this.world.remembered().map(({ paper }) => paper)], versions);
  }

  /** A copy from before the paper was marked was thrown away here; that nothing is left is proved at the recall. */
  gaveUp(had: Had): void {
    this.keepInMind(had);
    this.world.report([had], [had]).catch(() => undefined);
  }

  /** By which a request says from which screen and machine it comes. */
  async screenHeaders(): Promise<Record<string, string>> {
    return {
      'X-Giaoban-Screen': (await this.world.screen()) ?? '',
      'X-Giaoban-Device': this.world.device(),
    };
  }

  /** How many pictures are in memory. */
  get held(): number {
    return this.pictures.size;
  }

  /** Lets go of every picture. */
  clear(): void {
    for (const key of [...this.pictures.keys()]) this.forget(key);
  }

  private picture(sheet: Sheet, width: number): Promise<ImageBitmap> {
    if (this.recalled.has(sheet.paper)) return Promise.reject(new ApiError('marking.recalled', '', 403));
    const key = `${sheet.paper} ${sheet.version} ${sheet.page} ${width}`;
    const known = this.pictures.get(key);
    if (known) {
      this.pictures.delete(key);
      this.pictures.set(key, known);
      return known;
    }
    const coming = this.bring(sheet, width);
    this.pictures.set(key, coming);
    coming.catch(() => this.pictures.get(key) === coming && this.pictures.delete(key));
    const oldest = this.pictures.keys().next();
    if (this.pictures.size > KEPT && !oldest.done) this.forget(oldest.value);
    return coming;
  }

  private async bring({ paper, version, page }: Sheet, width: number): Promise<ImageBitmap> {
    this.note({ paper, version });
    const path = `/meetings/${encodeURIComponent(this.meeting)}/papers/${encodeURIComponent(paper)}/pages/${page}.webp`;
    const answer = await this.world.fetch(
      `${ROOT}${path}?version=${version}&width=${width}`,
      await this.request('image/webp'),
    );
    if (!answer.ok) throw errorFrom(answer.status, await answer.json().catch(() => null));
    const picture = await this.world.decode(await answer.blob());
    if (this.recalled.has(paper)) {
      picture.close();
      throw new ApiError('marking.recalled', '', 403);
    }
    return picture;
  }

  private async request(accept = 'application/json'): Promise<RequestInit> {
    const headers = { ...standardHeaders(), Accept: accept, ...(await this.screenHeaders()) };
    return { headers, credentials: 'same-origin', cache: 'no-store' };
  }

  /** Remembered before the first byte comes, so that no restart loses it; told to the server once. */
  private note(had: Had): void {
    const key = keyOf(had);
    if (this.reported.has(key)) return;
    this.reported.add(key);
    this.keepInMind(had);
    this.world.report([had], []).catch(() => this.reported.delete(key));
  }

  private keepInMind({ paper, version }: Had): void {
    const known = this.world.remembered();
    if (!known.some((one) => one.paper === paper && one.version === version))
      this.world.remember([...known, { paper, version }]);
  }

  private drop(paper: string): void {
    for (const key of [...this.pictures.keys()]) if (key.startsWith(`${paper} `)) this.forget(key);
  }

  private forget(key: string): void {
    const picture = this.pictures.get(key);
    this.pictures.delete(key);
    picture?.then((bitmap) => bitmap.close()).catch(() => undefined);
  }
}

/** Marked papers this machine had in meetings that have ended while it was off: reported as gone, nothing is left. */
export async function reportLeftovers(
  places: readonly { readonly slot: string; readonly meeting: string }[],
  had: (slot: string, meeting: string) => readonly Had[],
  forget: (slot: string, meeting: string) => void,
  device: string,
): Promise<void> {
  for (const { slot, meeting } of places) {
    const gone = had(slot, meeting);
    const sent = await fetch(`${ROOT}/meetings/${encodeURIComponent(meeting)}/papers/receipts`, {
      method: 'POST',
      headers: { ...standardHeaders(), 'X-Giaoban-Slot': slot, 'Content-Type': 'application/json' },
      credentials: 'same-origin',
      body: JSON.stringify({ device, held: gone, purged: gone }),
    }).catch(() => null);
    if (sent?.ok || sent?.status === 401 || sent?.status === 403) forget(slot, meeting);
  }
}

/** The browser's own. */
export const browserDecode = (blob: Blob): Promise<ImageBitmap> => createImageBitmap(blob);
export const browserReport =
  (meeting: string, device: () => string) => (held: readonly Had[], purged: readonly Had[]) =>
    api.post(`/meetings/${encodeURIComponent(meeting)}/papers/receipts`, { device: device(), held, purged });
