// How good a line is: bars and a word, never colour alone.
import { Tooltip } from '@mantine/core';
import { useT } from '../../i18n';
import { useObservable } from '../../lib/observable';
import { useMedia, useSeat } from '../../stores/SeatProvider';
import type { LineFigures, Quality } from '../../stores/signals';
import classes from './LineMark.module.css';

const BARS: Readonly<Record<Quality, number>> = { excellent: 3, good: 2, poor: 1, lost: 0, unknown: 0 };
const WORDS = {
  excellent: 'meeting.line.good',
  good: 'meeting.line.fair',
  poor: 'meeting.line.poor',
  lost: 'meeting.line.lost',
  unknown: 'meeting.line.unknown',
} as const;

const UNKNOWN: LineFigures = { quality: 'unknown', rtt_ms: null, loss: null };

/** The figures of a seat's line: what the server measured, else what the media plane tells. */
export function useLine(seat: string): LineFigures {
  const { meeting } = useSeat();
  const signalled = useObservable(meeting.signals, (state) => state.quality[seat]);
  const seen = useMedia((state) => state.seats.get(seat)?.quality);
  if (signalled && signalled.quality !== 'unknown') return signalled;
  return seen && seen !== 'unknown' ? { ...UNKNOWN, quality: seen } : (signalled ?? UNKNOWN);
}

export function LineBars({ line }: { line: LineFigures }) {
  const t = useT();
  const bars = BARS[line.quality];
  const figures =
    line.rtt_ms === null
      ? ''
      : ` · ${t('meeting.console.figures', { rtt: Math.round(line.rtt_ms), loss: line.loss === null ? '–' : Math.round(line.loss * 10) / 10 })}`;
  const label = t(WORDS[line.quality]) + figures;
  return (
    <Tooltip label={label}>
      <span className={classes.bars} data-bars={bars} role="img" aria-label={label}>
        {[1, 2, 3].map((bar) => (
          <span key={bar} className={classes.bar} data-on={bar <= bars || undefined} />
        ))}
        {line.quality === 'poor' && (
          <span className={classes.sign} aria-hidden="true">
            !
          </span>
        )}
      </span>
    </Tooltip>
  );
}

/** This machine's own line. */
export function LineMark() {
  const seat = useSeat();
  const own = useObservable(seat).seat ?? '';
  const line = useLine(own);
  const phase = useMedia((state) => state.phase);
  return phase === 'off' ? null : <LineBars line={line} />;
}
