// Sizes of drawn pages and the canvases kept of them. Knows no pdf.js.

export interface Size {
  readonly width: number;
  readonly height: number;
}

const DRAWN_KEPT = 12;
const MAX_PIXELS = 12_000_000;

/** The largest size with a page's proportions inside a box. */
export function fitInside(page: Size, box: Size): Size {
  const scale = Math.min(box.width / page.width, box.height / page.height);
  return {
    width: Math.max(1, Math.floor(page.width * scale)),
    height: Math.max(1, Math.floor(page.height * scale)),
  };
}

/** How many pixels a point of the page gets in a box, bounded for screens that would need too many; its CSS size. */
export function pixelsPerPoint(page: Size, box: Size, density: number): { scale: number; size: Size } {
  const size = fitInside(page, box);
  const crisp = Math.min(density, Math.sqrt(MAX_PIXELS / (size.width * size.height)));
  return { scale: (size.width / page.width) * crisp, size };
}

export const pageKey = (paper: string, page: number, box: Size, density: number): string =>
  `${paper}/${page}/${box.width}x${box.height}@${density}`;

/** An empty canvas of a viewport's pixels that is shown in a CSS size. */
export function copyOfCanvas(viewport: Size, size: Size): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(viewport.width);
  canvas.height = Math.round(viewport.height);
  canvas.style.width = `${size.width}px`;
  canvas.style.height = `${size.height}px`;
  return canvas;
}

/** The pages drawn last. */
export class Canvases {
  private readonly kept = new Map<string, HTMLCanvasElement>();

  get(key: string): HTMLCanvasElement | undefined {
    const found = this.kept.get(key);
    if (found) {
      this.kept.delete(key);
      this.kept.set(key, found);
    }
    return found;
  }

  keep(key: string, canvas: HTMLCanvasElement): void {
    this.kept.set(key, canvas);
    const oldest = this.kept.keys().next();
    if (this.kept.size > DRAWN_KEPT && !oldest.done) this.kept.delete(oldest.value);
  }

  /** Forgets what begins so. */
  forget(prefix: string): void {
    for (const key of [...this.kept.keys()]) if (key.startsWith(prefix)) this.kept.delete(key);
  }

  clear(): void {
    this.kept.clear();
  }
}
