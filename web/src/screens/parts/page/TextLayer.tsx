// The words of a drawn page, invisible over the picture: selected, copied, read out, and marked where they are looked for.
import { TextLayer as PdfTextLayer } from 'pdfjs-dist';
import { useEffect, useRef, useState } from 'react';
import { hitsIn } from '../../../papers/fold';
import type { PaperShelf } from '../../../papers/shelf';
import classes from './Page.module.css';

interface Props {
  readonly shelf: PaperShelf;
  readonly paper: string;
  readonly page: number;
  /** CSS pixels a point of the page is wide. */
  readonly scale: number;
  /** What is looked for, or null. */
  readonly words: string | null;
  /** Lets presses through to what is drawn on. */
  readonly inert: boolean;
  /** Told of the words once they are laid, and with null when they are to go. */
  readonly onLaid?: ((layer: HTMLElement | null) => void) | undefined;
}

const HITS = 'giaoban-hits';

export function TextLayer({ shelf, paper, page, scale, words, inert, onLaid }: Props) {
  const container = useRef<HTMLDivElement>(null);
  const [ready, setReady] = useState(0);
  useEffect(() => {
    const element = container.current;
    if (!element) return;
    let layer: PdfTextLayer | null = null;
    let over = false;
    const lay = async () => {
      const sheet = await shelf.page(paper, page);
      if (over) return;
      element.replaceChildren();
      layer = new PdfTextLayer({
        textContentSource: sheet.streamTextContent({ disableNormalization: true }),
        container: element,
        viewport: sheet.getViewport({ scale: 1 }),
      });
      await layer.render();
      if (!over) setReady((times) => times + 1);
    };
    lay().catch(() => {
      // A page without words that can be read is still a picture.
      if (!over) element.replaceChildren();
    });
    return () => {
      over = true;
      layer?.cancel();
    };
  }, [shelf, paper, page]);
  useEffect(() => {
    if (ready === 0) return;
    onLaid?.(container.current);
    return () => onLaid?.(null);
  }, [ready, onLaid]);
  useEffect(() => {
    if (ready === 0 || !words || !container.current) return;
    return highlight(container.current, words);
  }, [ready, words]);
  return (
    <div
      ref={container}
      className={classes.text}
      data-inert={inert || undefined}
      style={{ '--total-scale-factor': scale } as React.CSSProperties}
    />
  );
}

/** Marks every hit among the words of a layer; the returned function takes the marks away. */
function highlight(layer: HTMLElement, words: string): () => void {
  if (!('highlights' in CSS)) return () => undefined;
  const nodes = texts(layer);
  const whole = nodes.map(({ data }) => data).join(' ');
  const ranges = hitsIn(whole, words).map(([start, end]) => rangeOf(nodes, start, end));
  const found = new Highlight(...ranges.filter((range) => range !== null));
  CSS.highlights.set(HITS, found);
  (ranges.find((range) => range !== null)?.startContainer.parentElement ?? null)?.scrollIntoView?.({
    block: 'nearest',
    inline: 'nearest',
  });
  return () => {
    if (CSS.highlights.get(HITS) === found) CSS.highlights.delete(HITS);
  };
}

function texts(layer: HTMLElement): readonly Text[] {
  const walker = document.createTreeWalker(layer, NodeFilter.SHOW_TEXT);
  const found: Text[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) found.push(node as Text);
  return found;
}

function rangeOf(nodes: readonly Text[], start: number, end: number): Range | null {
  const range = document.createRange();
  let at = 0;
  let begun = false;
  for (const node of nodes) {
    const next = at + node.length + 1;
    if (!begun && start < next) {
      range.setStart(node, Math.min(node.length, start - at));
      begun = true;
    }
    if (begun && end < next) {
      range.setEnd(node, Math.min(node.length, end - at));
      return range;
    }
    at = next;
  }
  return null;
}
