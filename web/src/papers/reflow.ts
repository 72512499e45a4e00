// Puts the runs of words of a page together to paragraphs that fit any width. Pure.

/** Words as they lie on the page: lower left corner from the page's lower left, in points. */
export interface Run {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** The line ends after it. */
  readonly ends: boolean;
}

export interface Paragraph {
  readonly text: string;
  readonly heading: boolean;
}

interface Line {
  readonly text: string;
  readonly x: number;
  readonly right: number;
  readonly y: number;
  readonly height: number;
}

const HEADING = 1.18;
const GAP = 1.75;
const DOT = /^[•●▪◦‣–-]$/u;
const BULLET = /^([-–—•+*]|\(?\d{1,3}[.)]|\(?[a-zđ][.)]|[IVX]{1,5}\.)\s/u;

/** Paragraphs from top to bottom: lines that follow closely belong together, unless a new point begins. */
export function paragraphsOf(runs: readonly Run[]): readonly Paragraph[] {
  const lines = withDots(linesOf(runs));
  const usual = median(lines.map(({ height }) => height));
  const right = Math.max(0, ...lines.map((line) => line.right));
  const found: Paragraph[] = [];
  lines.forEach((line, at) => {
    const before = lines[at - 1];
    const heading = line.height > usual * HEADING;
    const last = found.at(-1);
    if (before && last && goesOn(before, line, right) && last.heading === heading)
      found[found.length - 1] = { heading, text: joined(last.text, line.text) };
    else found.push({ heading, text: line.text });
  });
  return found;
}

function goesOn(before: Line, line: Line, right: number): boolean {
  const gap = before.y - line.y;
  const full = before.right > right * 0.82;
  return gap > 0 && gap < GAP * Math.max(before.height, line.height) && full && !BULLET.test(line.text);
}

/** A dot that was drawn by itself goes before the line beside it. */
function withDots(lines: readonly Line[]): readonly Line[] {
  const dots = lines.filter(({ text }) => DOT.test(text));
  const beside = (line: Line) =>
    dots.find(({ x, y }) => x < line.x && Math.abs(y - line.y) < line.height * 0.6);
  return lines
    .filter(({ text }) => !DOT.test(text))
    .map((line) => (beside(line) ? { ...line, text: `• ${line.text}` } : line));
}

/** A word divided at the line's end is one word again. */
function joined(text: string, more: string): string {
  return /\p{L}-$/u.test(text) && /^\p{Ll}/u.test(more) ? text.slice(0, -1) + more : `${text} ${more}`;
}

function linesOf(runs: readonly Run[]): readonly Line[] {
  const lines: Line[] = [];
  let open: Run[] = [];
  const close = () => {
    const words = open.filter(({ text }) => text.trim() !== '');
    const text = spaced(open).replaceAll(/\s+/g, ' ').trim();
    if (text !== '' && words.length > 0)
      lines.push({
        text,
        x: Math.min(...words.map(({ x }) => x)),
        right: Math.max(...words.map(({ x, width }) => x + width)),
        y: words[0]?.y ?? 0,
        height: Math.max(...words.map(({ height }) => height)),
      });
    open = [];
  };
  for (const run of runs) {
    const before = open.at(-1);
    // Another height on the page is another line, also where nothing says that one has ended.
    if (before && Math.abs(before.y - run.y) > Math.max(before.height, run.height, 4) * 0.6) close();
    open.push(run);
    if (run.ends) close();
  }
  close();
  return lines;
}

/** Words that stand apart on the page are apart in the text. */
function spaced(runs: readonly Run[]): string {
  return runs
    .map((run, at) => {
      const before = runs[at - 1];
      const apart = before && run.x - (before.x + before.width) > Math.max(1, run.height * 0.15);
      return apart ? ` ${run.text}` : run.text;
    })
    .join('');
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
