// The record's length as a bar: agenda and turns as lanes, the position as a slider.
import { type KeyboardEvent, type PointerEvent, useMemo, useRef, useState } from 'react';
import type { RecordDetail } from '../../api/archive';
import { useT } from '../../i18n';
import { clockText, type Segment, segments, turns } from './recordTime';
import classes from './Timeline.module.css';

interface Props {
  readonly record: RecordDetail;
  readonly position_ms: number;
  readonly onSeek: (to_ms: number) => void;
}

const STEP_MS = 5_000;
const LEAP_MS = 60_000;

export function Timeline({ record, position_ms, onSeek }: Props) {
  const t = useT();
  const all = record.duration_ms;
  const agenda = useMemo(() => segments(record.chapters, 'agenda', all), [record, all]);
  const spoken = useMemo(() => turns(record), [record]);
  return (
    <div className={classes.timeline}>
      <Lane
        title={t('archive.laneAgenda')}
        list={agenda}
        all={all}
        at={position_ms}
        onSeek={onSeek}
        kind="agenda"
      />
      <Bar all={all} position_ms={position_ms} onSeek={onSeek} />
      <Lane
        title={t('archive.laneTurns')}
        list={spoken}
        all={all}
        at={position_ms}
        onSeek={onSeek}
        kind="turn"
      />
    </div>
  );
}

const percent = (ms: number, all: number) => `${(100 * ms) / Math.max(1, all)}%`;

function Bar({
  all,
  position_ms,
  onSeek,
}: {
  all: number;
  position_ms: number;
  onSeek: (to: number) => void;
}) {
  const t = useT();
  const bar = useRef<HTMLDivElement>(null);
  const [hover, setHover] = useState<number | null>(null);
  const at = (event: PointerEvent) => {
    const box = bar.current?.getBoundingClientRect();
    if (!box) return 0;
    return Math.min(Math.max((event.clientX - box.left) / box.width, 0), 1) * all;
  };
  const onPointerDown = (event: PointerEvent) => {
    bar.current?.setPointerCapture(event.pointerId);
    onSeek(at(event));
  };
  const onPointerMove = (event: PointerEvent) => {
    setHover(at(event));
    if (event.buttons & 1) onSeek(at(event));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const by: Readonly<Record<string, number>> = {
      ArrowLeft: -STEP_MS,
      ArrowDown: -STEP_MS,
      ArrowRight: STEP_MS,
      ArrowUp: STEP_MS,
      PageDown: -LEAP_MS,
      PageUp: LEAP_MS,
      Home: -all,
      End: all,
    };
    const step = by[event.key];
    if (step === undefined) return;
    event.preventDefault();
    onSeek(Math.min(Math.max(position_ms + step, 0), all));
  };
  return (
    <div
      ref={bar}
      className={classes.bar}
      role="slider"
      tabIndex={0}
      aria-label={t('archive.timeline')}
      aria-valuemin={0}
      aria-valuemax={Math.round(all / 1000)}
      aria-valuenow={Math.round(position_ms / 1000)}
      aria-valuetext={t('archive.positionOf', { at: clockText(position_ms), all: clockText(all) })}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerLeave={() => setHover(null)}
      onKeyDown={onKeyDown}
    >
      <div className={classes.groove}>
        <div className={classes.played} style={{ width: percent(position_ms, all) }} />
      </div>
      <div className={classes.knob} style={{ left: percent(position_ms, all) }} />
      {hover !== null && (
        <div className={`figures ${classes.hint}`} style={{ left: percent(hover, all) }}>
          {clockText(hover)}
        </div>
      )}
    </div>
  );
}

interface LaneProps {
  readonly title: string;
  readonly list: readonly Segment[];
  readonly all: number;
  readonly at: number;
  readonly onSeek: (to_ms: number) => void;
  readonly kind: 'agenda' | 'turn';
}

/** For the pointer only: by keyboard the same places are in the list of chapters. */
function Lane({ title, list, all, at, onSeek, kind }: LaneProps) {
  if (list.length === 0) return null;
  return (
    <div className={classes.lane} data-kind={kind} aria-hidden="true">
      {list.map((one) => (
        <button
          type="button"
          key={`${one.from_ms}-${one.title}`}
          className={classes.segment}
          data-now={at >= one.from_ms && at < one.to_ms}
          tabIndex={-1}
          title={`${title}: ${one.title} · ${clockText(one.from_ms)}`}
          style={{ left: percent(one.from_ms, all), width: percent(one.to_ms - one.from_ms, all) }}
          onClick={() => onSeek(one.from_ms)}
        >
          <span>{one.title}</span>
        </button>
      ))}
    </div>
  );
}
