// Marks on a page as numbers: whole steps on a grid for the wire, shares of the page for the screen. Pure.

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Part of a page, in shares of its width and height from its upper left corner. */
export interface Region extends Point {
  readonly w: number;
  readonly h: number;
}

export const WHOLE: Region = { x: 0, y: 0, w: 1, h: 1 };
/** Steps across and down a page; the server's grid. */
const GRID = 8192;
/** Points of one message. */
export const MOST_POINTS = 60;
/** Points closer than so many steps to the line between their neighbours add nothing that is seen. */
const TOLERANCE = 6;
const DEEPEST = 8;

export interface Stroke {
  readonly seat: string;
  readonly id: string;
  readonly tint: number;
  readonly points: readonly Point[];
}

const step = (share: number) => Math.round(Math.min(1, Math.max(0, share)) * GRID);

/** The points on the grid: the first from the corner, each other from the one before. */
export function toWire(points: readonly Point[]): number[] {
  let [lastX, lastY] = [0, 0];
  return points.flatMap(({ x, y }) => {
    const [atX, atY] = [step(x), step(y)];
    const moved = [atX - lastX, atY - lastY];
    [lastX, lastY] = [atX, atY];
    return moved;
  });
}

/** What `toWire` has made; what is odd is left out. */
export function fromWire(steps: unknown): Point[] {
  if (!Array.isArray(steps)) return [];
  const points: Point[] = [];
  let [x, y] = [0, 0];
  for (let at = 0; at + 1 < steps.length; at += 2) {
    const [dx, dy] = [Number(steps[at]), Number(steps[at + 1])];
    if (!Number.isFinite(dx) || !Number.isFinite(dy)) return points;
    [x, y] = [x + dx, y + dy];
    points.push({ x: x / GRID, y: y / GRID });
  }
  return points;
}

/** The same line with fewer points (Douglas and Peucker). */
export function simplified(points: readonly Point[]): readonly Point[] {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || points.length < 3) return points;
  let [farthest, at] = [0, 0];
  for (let n = 1; n < points.length - 1; n++) {
    const away = distance(points[n] as Point, first, last);
    if (away > farthest) [farthest, at] = [away, n];
  }
  if (farthest * GRID <= TOLERANCE) return [first, last];
  return [...simplified(points.slice(0, at + 1)).slice(0, -1), ...simplified(points.slice(at))];
}

function distance(point: Point, from: Point, to: Point): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(dx, dy);
  if (length === 0) return Math.hypot(point.x - from.x, point.y - from.y);
  return Math.abs(dx * (from.y - point.y) - dy * (from.x - point.x)) / length;
}

/** How much larger than fitted a region may be shown. */
export const depthOf = ({ w, h }: Region): number => 1 / Math.max(w, h);

/** A region `factor` times as deep, around a point of the page that keeps its place; within the page. */
export function zoomed(region: Region, factor: number, around: Point = middle(region)): Region {
  const depth = Math.min(DEEPEST, Math.max(1, depthOf(region) * factor));
  if (depth <= 1.001) return WHOLE;
  const [w, h] = [1 / depth, 1 / depth];
  const [shareX, shareY] = [(around.x - region.x) / region.w, (around.y - region.y) / region.h];
  return within({ x: around.x - shareX * w, y: around.y - shareY * h, w, h });
}

/** The region moved, as far as the page goes. */
export const moved = (region: Region, by: Point): Region =>
  within({ ...region, x: region.x + by.x, y: region.y + by.y });

function within({ x, y, w, h }: Region): Region {
  return { x: Math.min(1 - w, Math.max(0, x)), y: Math.min(1 - h, Math.max(0, y)), w, h };
}

const middle = ({ x, y, w, h }: Region): Point => ({ x: x + w / 2, y: y + h / 2 });

export interface Placed {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Where the whole page lies so that a region of it fills a field; a page smaller than the field is centred. */
export function placed(page: { width: number; height: number }, field: typeof page, region: Region): Placed {
  const fit = Math.min(field.width / page.width, field.height / page.height);
  const fill = Math.min(field.width / (region.w * page.width), field.height / (region.h * page.height));
  const scale = Math.max(fit, fill);
  const [width, height] = [page.width * scale, page.height * scale];
  const edge = (room: number, size: number, centre: number) =>
    size <= room ? (room - size) / 2 : Math.min(0, Math.max(room - size, room / 2 - centre * size));
  const { x, y } = middle(region);
  return { left: edge(field.width, width, x), top: edge(field.height, height, y), width, height };
}
