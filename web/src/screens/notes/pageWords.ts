// The words of a page: from the file, and where they lie in what is drawn.
import { linesOf } from '../../notes/anchor';
import type { Rect } from '../../notes/note';
import type { PaperShelf } from '../../papers/shelf';

/** All words of a page, as the text laid over it has them. */
export async function wordsOf(shelf: PaperShelf, paper: string, page: number): Promise<string> {
  const sheet = await shelf.page(paper, page);
  const { items } = await sheet.getTextContent({ disableNormalization: true });
  return items.map((item) => ('str' in item ? item.str : '')).join('');
}

/** The letters of a laid text before a place in it. */
function lettersTo(layer: HTMLElement, node: Node, offset: number): number {
  const before = document.createRange();
  before.selectNodeContents(layer);
  before.setEnd(node, offset);
  return before.toString().length;
}

/** From and to of a range, in letters of the laid text. */
export function spanIn(layer: HTMLElement, range: Range): readonly [number, number] {
  return [
    lettersTo(layer, range.startContainer, range.startOffset),
    lettersTo(layer, range.endContainer, range.endOffset),
  ];
}

/** The range of letters of a laid text. */
export function rangeIn(layer: HTMLElement, [start, end]: readonly [number, number]): Range | null {
  const walker = document.createTreeWalker(layer, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  let at = 0;
  let begun = false;
  for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
    const next = at + node.length;
    if (!begun && start < next) {
      range.setStart(node, start - at);
      begun = true;
    }
    if (begun && end <= next) {
      range.setEnd(node, end - at);
      return range;
    }
    at = next;
  }
  return null;
}

/** Where a range lies on the sheet, line by line, in shares of the sheet. */
export function rectsOf(range: Range, sheet: HTMLElement): readonly Rect[] {
  const whole = sheet.getBoundingClientRect();
  if (whole.width === 0 || whole.height === 0) return [];
  const boxes = textBoxes(range).map(
    ({ left, top, width, height }): Rect => [
      (left - whole.left) / whole.width,
      (top - whole.top) / whole.height,
      width / whole.width,
      height / whole.height,
    ],
  );
  return linesOf(boxes);
}

/** The boxes of the words alone: a range also reports whole elements it covers. */
function textBoxes(range: Range): readonly DOMRect[] {
  const root = range.commonAncestorContainer;
  if (root.nodeType === Node.TEXT_NODE) return [...range.getClientRects()];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const boxes: DOMRect[] = [];
  for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
    if (!range.intersectsNode(node) || node.data.trim() === '') continue;
    const part = document.createRange();
    part.setStart(node, node === range.startContainer ? range.startOffset : 0);
    part.setEnd(node, node === range.endContainer ? range.endOffset : node.length);
    boxes.push(...part.getClientRects());
  }
  return boxes;
}
