// Where the points of a small chart lie. Pure; y grows downwards as in SVG.
export type Values = readonly (number | null)[];

/** An SVG path through what is known; a hole in the figures is a hole in the line. */
export function linePath(values: Values, width: number, height: number, most: number): string {
  const step = values.length > 1 ? width / (values.length - 1) : 0;
  const y = (value: number) => height - (most > 0 ? Math.min(1, value / most) : 0) * height;
  let pen = false;
  const parts: string[] = [];
  values.forEach((value, at) => {
    if (value === null) {
      pen = false;
      return;
    }
    parts.push(`${pen ? 'L' : 'M'}${(at * step).toFixed(1)} ${y(value).toFixed(1)}`);
    pen = true;
  });
  return parts.join('');
}

export interface Bar {
  readonly x: number;
  readonly height: number;
}

/** Bars where a value is above `from`, scaled so that `most` fills the height. */
export function bars(
  values: Values,
  width: number,
  height: number,
  from: number,
  most: number,
): readonly Bar[] {
  const step = values.length > 1 ? width / (values.length - 1) : 0;
  return values.flatMap((value, at) =>
    value !== null && value > from
      ? [{ x: at * step, height: Math.max(2, Math.min(1, value / most) * height) }]
      : [],
  );
}

/** As many values as a small chart can show: of each stretch what `pick` makes of what is known there. */
export function thin(values: Values, most: number, pick: (known: readonly number[]) => number): Values {
  if (values.length <= most) return values;
  return Array.from({ length: most }, (_, at) => {
    const from = Math.floor((at * values.length) / most);
    const until = Math.floor(((at + 1) * values.length) / most);
    const known = values.slice(from, until).filter((value): value is number => value !== null);
    return known.length === 0 ? null : pick(known);
  });
}

/** The worse of two series, point by point. */
export function worst(a: Values, b: Values): Values {
  return a.map((value, at) => {
    const other = b[at] ?? null;
    return value === null ? other : other === null ? value : Math.max(value, other);
  });
}

/** A round number at or above the highest value, for the top of a chart. */
export function roundUp(value: number): number {
  if (value <= 0) return 1;
  const unit = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].map((step) => step * unit).find((step) => step >= value) ?? value;
}
