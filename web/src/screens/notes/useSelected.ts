// The words of the page a hand has selected, and where the selection ends on the screen.
import { useEffect, useState } from 'react';
import { quoteAt } from '../../notes/anchor';
import type { Laid } from './NoteLayer';
import { rectsOf, spanIn } from './pageWords';
import type { Passage } from './useNoteMaker';

export interface Selected extends Passage {
  /** On the screen, CSS pixels. */
  readonly box: {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  };
}

const SETTLES_MS = 120;

/** Null while nothing of this page's words is selected. */
export function useSelected(laid: Laid | null): Selected | null {
  const [selected, setSelected] = useState<Selected | null>(null);
  useEffect(() => {
    setSelected(null);
    if (!laid) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => setSelected(selectedIn(laid));
    const settle = () => {
      clearTimeout(timer);
      timer = setTimeout(look, SETTLES_MS);
    };
    document.addEventListener('selectionchange', settle);
    addEventListener('scroll', settle, true);
    addEventListener('resize', settle);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('selectionchange', settle);
      removeEventListener('scroll', settle, true);
      removeEventListener('resize', settle);
    };
  }, [laid]);
  return selected;
}

function selectedIn({ element: layer, flowing = false }: Laid): Selected | null {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const whole = selection.getRangeAt(0);
  const range = withinOf(layer, whole);
  const sheet = layer.parentElement;
  if (!range || !sheet) return null;
  const [start, end] = spanIn(layer, range);
  const text = layer.textContent ?? '';
  const quote = quoteAt(text, start, end, saidIn(selection, whole, range));
  const rects = flowing ? [] : rectsOf(range, sheet);
  if (!quote || (!flowing && rects.length === 0)) return null;
  const { left, right, top, bottom } = range.getBoundingClientRect();
  return { quote, rects, box: { left, right, top, bottom } };
}

type Ends = Pick<Range, 'startContainer' | 'startOffset' | 'endContainer' | 'endOffset' | 'toString'>;

/** The words of the part that lies on the page: as the browser reads them, unless it reads others as well. */
export function saidIn(selection: { toString(): string }, whole: Ends, part: Ends): string {
  const same =
    part.startContainer === whole.startContainer &&
    part.startOffset === whole.startOffset &&
    part.endContainer === whole.endContainer &&
    part.endOffset === whole.endOffset;
  return same ? selection.toString() : part.toString();
}

/** The part of a range that lies in the page's words. */
function withinOf(layer: HTMLElement, range: Range): Range | null {
  if (!range.intersectsNode(layer)) return null;
  const part = range.cloneRange();
  if (!layer.contains(part.startContainer)) part.setStart(layer, 0);
  if (!layer.contains(part.endContainer)) part.setEnd(layer, layer.childNodes.length);
  return part;
}
