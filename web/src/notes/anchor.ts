// Ties a note to the words of a page, and finds them again in another text. Pure.
import { type Letters, lettersOf, plainOf } from './letters';
import { MOST_QUOTE, type Quote, type Rect } from './note';

/** Letters kept on either side of a quote, to tell one place from another that reads alike. */
export const AROUND = 32;
/** Letters of a page by which a note on the whole page is followed. */
const SAMPLE = 1_200;
/** Words shorter than this stand in many places: without anything alike around them, they are not the same place. */
const TELLING = 12;
const ALIKE_AROUND = 8;
const SHINGLE = 8;
/** A page is the same one when so much of its beginning is still there. */
const SAME_PAGE = 0.6;

/** The quote of the words from `start` to `end` of a page's text; null when nothing is there but white space. */
export function quoteAt(text: string, start: number, end: number, readable: string): Quote | null {
  const before = plainOf(text.slice(0, start));
  const exact = readable.replaceAll(/\s+/gu, ' ').trim().slice(0, MOST_QUOTE);
  if (plainOf(exact) === '') return null;
  return { exact, prefix: before.slice(-AROUND), suffix: plainOf(text.slice(end)).slice(0, AROUND) };
}

export interface Hit {
  /** From and to, in letters of the page. */
  readonly from: number;
  readonly to: number;
  /** Letters around it that agree. */
  readonly around: number;
  /** Everything around it agrees. */
  readonly whole: boolean;
}

/** The place in a page that reads like the quote; the one whose surroundings agree most. */
export function hitOf(plain: string, quote: Quote): Hit | null {
  const wanted = plainOf(quote.exact);
  if (wanted === '') return null;
  let best: Hit | null = null;
  for (let at = plain.indexOf(wanted); at >= 0; at = plain.indexOf(wanted, at + 1)) {
    const to = at + wanted.length;
    const before = agreeing(
      [...plain.slice(Math.max(0, at - AROUND), at)].reverse(),
      [...quote.prefix].reverse(),
    );
    const after = agreeing([...plain.slice(to, to + AROUND)], [...quote.suffix]);
    const around = before + after;
    const whole = around >= [...quote.prefix].length + [...quote.suffix].length;
    if (wanted.length < TELLING && !whole && around < ALIKE_AROUND) continue;
    if (!best || around > best.around) best = { from: at, to, around, whole };
  }
  return best;
}

function agreeing(one: readonly string[], other: readonly string[]): number {
  let count = 0;
  while (count < one.length && count < other.length && one[count] === other[count]) count++;
  return count;
}

/** Where the quote stands in a page's text, as places in that text. */
export function spanOf(text: string, quote: Quote): readonly [number, number] | null {
  const letters: Letters = lettersOf(text);
  const hit = hitOf(letters.plain, quote);
  if (!hit) return null;
  return [letters.from[hit.from] ?? 0, letters.to[hit.to - 1] ?? 0];
}

/** What a note on a whole page remembers of it. */
export const sampleOf = (text: string): string => plainOf(text).slice(0, SAMPLE);

/** How much of a remembered page is in another, 0 to 1. */
export function likeness(sample: string, plain: string): number {
  if (sample === '') return 0;
  if (sample.length <= SHINGLE) return plain.includes(sample) ? 1 : 0;
  let there = 0;
  let all = 0;
  for (let at = 0; at + SHINGLE <= sample.length; at += SHINGLE / 2) {
    all++;
    if (plain.includes(sample.slice(at, at + SHINGLE))) there++;
  }
  return there / all;
}

/** Where a note stands in a version other than its own. */
export interface Whereabouts {
  /** `same`: on the page it was on. `unsure`: the page has no words to compare, so the number is all there is. */
  readonly state: 'same' | 'moved' | 'gone' | 'unsure';
  readonly page: number;
}

export interface PageTexts {
  readonly pages: number;
  /** All words of a page. */
  text(page: number): Promise<string>;
}

export interface Anchor {
  readonly page: number;
  readonly quote: Quote | null;
  readonly sample: string;
}

/** Finds the place of a note in another version: its own page first, then farther and farther away. */
export async function follow({ page, quote, sample }: Anchor, texts: PageTexts): Promise<Whereabouts> {
  const gone: Whereabouts = { state: 'gone', page };
  if (!quote && sample === '') return page <= texts.pages ? { state: 'unsure', page } : gone;
  let best: { readonly page: number; readonly score: number } | null = null;
  for (const at of nearFirst(page, texts.pages)) {
    const plain = plainOf(await texts.text(at));
    const { score, sure } = quote ? scoreOf(hitOf(plain, quote)) : pageScore(sample, plain);
    if (score > (best?.score ?? 0)) best = { page: at, score };
    if (sure) break;
  }
  if (!best) return gone;
  return { state: best.page === page ? 'same' : 'moved', page: best.page };
}

function scoreOf(hit: Hit | null): { score: number; sure: boolean } {
  // A hit with nothing alike around it still counts more than none.
  return hit ? { score: 1 + hit.around, sure: hit.whole } : { score: 0, sure: false };
}

function pageScore(sample: string, plain: string): { score: number; sure: boolean } {
  const alike = likeness(sample, plain);
  return { score: alike >= SAME_PAGE ? alike : 0, sure: alike === 1 };
}

/** The page itself, the next, the one before, and so on, as far as there are pages. */
export function nearFirst(page: number, pages: number): readonly number[] {
  const order = [page];
  for (let step = 1; step < Math.max(pages, page); step++) order.push(page + step, page - step);
  return order.filter((one) => one >= 1 && one <= pages);
}

/** Boxes of a selection put together to one a line, in shares of the page; what lies outside is cut off. */
export function linesOf(boxes: readonly Rect[]): readonly Rect[] {
  const lines: [number, number, number, number][] = [];
  for (const box of boxes.map(within).sort((a, b) => a[1] - b[1] || a[0] - b[0])) {
    if (box[2] <= 0 || box[3] <= 0) continue;
    const line = lines.find((one) => sameLine(one, box));
    if (line) extend(line, box);
    else lines.push([...box]);
  }
  return lines.map(([x, y, w, h]): Rect => [rounded(x), rounded(y), rounded(w), rounded(h)]);
}

function within([x, y, w, h]: Rect): Rect {
  const clamp = (share: number) => Math.min(1, Math.max(0, share));
  const [left, top] = [clamp(x), clamp(y)];
  return [left, top, clamp(x + w) - left, clamp(y + h) - top];
}

/** One above the other by more than half, and no wider apart than a column's gap. */
function sameLine(line: Rect, box: Rect): boolean {
  const shared = Math.min(line[1] + line[3], box[1] + box[3]) - Math.max(line[1], box[1]);
  const apart = Math.max(line[0], box[0]) - Math.min(line[0] + line[2], box[0] + box[2]);
  return shared > Math.min(line[3], box[3]) / 2 && apart < 0.03;
}

function extend(line: [number, number, number, number], box: Rect): void {
  const right = Math.max(line[0] + line[2], box[0] + box[2]);
  const bottom = Math.max(line[1] + line[3], box[1] + box[3]);
  line[0] = Math.min(line[0], box[0]);
  line[1] = Math.min(line[1], box[1]);
  line[2] = right - line[0];
  line[3] = bottom - line[1];
}

const rounded = (share: number) => Math.round(share * 10_000) / 10_000;
