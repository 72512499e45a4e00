// The marks on the page, and where the presenter points.
import { useEffect, useState } from 'react';
import { useT } from '../../../i18n';
import { useObservable } from '../../../lib/observable';
import type { Stroke } from '../../../papers/marks';
import { useSeat } from '../../../stores/SeatProvider';
import classes from './Page.module.css';

const line = ({ points }: Stroke): string =>
  // A dot is a line of no length, which round ends make visible.
  (points.length === 1 ? [...points, ...points] : points).map(({ x, y }) => `${x},${y}`).join(' ');

export function Marks() {
  const { meeting } = useSeat();
  const strokes = useObservable(meeting.aids, (aids) => aids.strokes);
  const t = useT();
  if (strokes.length === 0) return null;
  return (
    <svg className={classes.marks} viewBox="0 0 1 1" preserveAspectRatio="none" role="img">
      <title>{t('page.marks', { n: strokes.length })}</title>
      {strokes.map((stroke) => (
        <polyline key={`${stroke.seat} ${stroke.id}`} points={line(stroke)} data-tint={stroke.tint} />
      ))}
    </svg>
  );
}

/** A pointer that rests is not taken away at once, one that was left behind is. */
const RESTS_MS = 6_000;

export function Pointer() {
  const { meeting } = useSeat();
  const pointer = useObservable(meeting.signals, (signals) => signals.pointer);
  const [gone, setGone] = useState(true);
  useEffect(() => {
    setGone(pointer === null);
    if (pointer === null) return;
    const timer = setTimeout(() => setGone(true), RESTS_MS);
    return () => clearTimeout(timer);
  }, [pointer]);
  if (pointer === null || gone) return null;
  return (
    <span
      className={classes.pointer}
      style={{ left: `${pointer.x * 100}%`, top: `${pointer.y * 100}%` }}
      data-pointer
      aria-hidden
    />
  );
}
