// What is drawn over the page in front: the presenter's zoom and everybody's marks, as signals tell and as drawn here.
import type { Front } from '../api/view';
import { Observable } from '../lib/observable';
import { fromWire, type Point, type Region, type Stroke } from '../papers/marks';

export interface Aids {
  /** Null: the whole page. */
  readonly zoom: Region | null;
  readonly strokes: readonly Stroke[];
}

const CLEAN: Aids = { zoom: null, strokes: [] };

type Fields = Readonly<Record<string, unknown>>;
const fields = (value: unknown): Fields =>
  typeof value === 'object' && value !== null ? (value as Fields) : {};
const share = (value: unknown): value is number => typeof value === 'number' && value >= 0 && value <= 1;

export class PageAids extends Observable<Aids> {
  private showing = '';
  private front: Pick<Front, 'paper' | 'page'> = { paper: null, page: 1 };
  /** Marks drawn on this screen: what comes back of them is here already. */
  private readonly own = new Set<string>();

  constructor() {
    super(CLEAN);
  }

  /** Another page, or the same one shown anew, is clean. */
  follow({ paper, page, at }: Front): void {
    this.front = { paper, page };
    const showing = `${paper} ${page} ${at}`;
    if (showing === this.showing) return;
    this.showing = showing;
    this.forget();
  }

  /** A new line to the server: it tells anew what is drawn. */
  forget(): void {
    this.own.clear();
    this.set(CLEAN);
  }

  receive(name: string, value: unknown): void {
    if (name !== 'zoom' && name !== 'ink' && name !== 'marks') return;
    const data = fields(value);
    if (data.paper !== this.front.paper || data.page !== this.front.page) return;
    if (name === 'zoom') this.zoomTo(regionOf(data));
    else if (name === 'marks') this.restore(data);
    else this.take(data);
  }

  zoomTo(zoom: Region | null): void {
    this.merge({ zoom });
  }

  /** A mark drawn on this screen, or more of it. */
  draw(seat: string, id: string, tint: number, points: readonly Point[]): void {
    this.own.add(id);
    this.add(seat, id, tint, points);
  }

  /** Some marks go: one of a seat's, all of a seat's, or everybody's. */
  clear(seat: string | null, id: string | null = null): void {
    const goes = (stroke: Stroke) =>
      seat === null || (stroke.seat === seat && (id === null || stroke.id === id));
    this.merge({ strokes: this.get().strokes.filter((stroke) => !goes(stroke)) });
  }

  private take(data: Fields): void {
    const [seat, id] = [String(data.seat), data.stroke];
    if (data.clear === true) this.clear(data.all === true ? null : seat, typeof id === 'string' ? id : null);
    else if (typeof id === 'string' && !this.own.has(id))
      this.add(seat, id, tintOf(data), fromWire(data.points));
  }

  private restore(data: Fields): void {
    if (!Array.isArray(data.strokes)) return;
    for (const one of data.strokes.map(fields)) {
      const parts = Array.isArray(one.parts) ? one.parts : [];
      this.add(String(one.seat), String(one.stroke), tintOf(one), parts.flatMap(fromWire));
    }
  }

  private add(seat: string, id: string, tint: number, points: readonly Point[]): void {
    const { strokes } = this.get();
    const known = strokes.find((one) => one.seat === seat && one.id === id);
    const stroke = { seat, id, tint, points: [...(known?.points ?? []), ...points] };
    this.merge({ strokes: [...strokes.filter((one) => one !== known), stroke] });
  }
}

function regionOf({ x, y, w, h }: Fields): Region | null {
  return share(x) && share(y) && share(w) && share(h) && w > 0 && h > 0 ? { x, y, w, h } : null;
}

const tintOf = ({ tint }: Fields): number => (typeof tint === 'number' ? tint : 0);
