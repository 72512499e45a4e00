// Gathers what the check before joining has found so far.
import { useEffect, useState } from 'react';
import { useLanguage } from '../../i18n';
import { formatRate } from '../../lib/format';
import { useObservable } from '../../lib/observable';
import { watchLevel } from '../../media/soundTest';
import { NetCheck, type NetFigures } from '../../stores/netCheck';
import { useMedia, useSeat } from '../../stores/SeatProvider';
import { devicesOf } from '../../stores/seat';
import {
  DOWN_BPS,
  type Finding,
  type Heard,
  judgeCamera,
  judgeEcho,
  judgeMicrophone,
  judgePath,
  judgeRate,
  judgeSpeaker,
  UP_BPS,
  waitingFinding,
} from './verdicts';

export interface Row {
  readonly id: 'picture' | 'microphone' | 'speaker' | 'path' | 'echo' | 'down' | 'up';
  readonly finding: Finding;
}

interface Level {
  readonly db: number;
  /** Null while the browser waits for a press before it measures. */
  readonly peakDb: number | null;
}
const SILENT: Level = { db: -100, peakDb: -100 };
const PEAK_FALL_DB = 0.15;

function nextLevel(before: Level, db: number | null): Level {
  if (db === null) return { db: -100, peakDb: null };
  return { db, peakDb: Math.max(db, (before.peakDb ?? -100) - PEAK_FALL_DB) };
}

/** The microphone's level now and its loudest in the last seconds. */
export function useLevel(): Level {
  const { capture } = useSeat();
  const track = useObservable(capture, (state) => state.microphone.track);
  const [level, setLevel] = useState<Level>(SILENT);
  const source = track?.mediaStreamTrack;
  useEffect(() => {
    if (!source) return;
    return watchLevel(source, (db) => setLevel((before) => nextLevel(before, db)));
  }, [source]);
  return level;
}

function usePictureSize(): { width: number; height: number } | null {
  const { capture } = useSeat();
  const track = useObservable(capture, (state) => state.camera.track);
  const settings = track?.mediaStreamTrack.getSettings();
  return settings?.width && settings.height ? { width: settings.width, height: settings.height } : null;
}

export function useNetCheck(): { readonly figures: NetFigures; readonly again: () => void } {
  const [check] = useState(() => new NetCheck());
  useEffect(() => {
    void check.run();
  }, [check]);
  return { figures: useObservable(check), again: () => void check.run() };
}

function rateFinding(
  figures: NetFigures,
  bps: number | null,
  rate: string,
  want: { sharp: number; least: number },
): Finding {
  if (bps !== null) return judgeRate(bps, rate, want.sharp, want.least);
  return figures.failed ? { verdict: 'attention', key: 'arrival.unreachable' } : waitingFinding;
}

export function useFindings(figures: NetFigures, heard: Heard, peakDb: number | null): readonly Row[] {
  const { language } = useLanguage();
  const seat = useSeat();
  const { role, hasMedia } = useObservable(seat);
  const capture = useObservable(seat.capture);
  const path = useMedia((state) => state.path);
  const failed = useMedia((state) => state.problem !== null && state.phase !== 'connected');
  const size = usePictureSize();
  const rows: Row[] = [];
  if (devicesOf(role, hasMedia).length > 0) {
    rows.push({ id: 'picture', finding: judgeCamera(capture.camera, size) });
    rows.push({ id: 'microphone', finding: judgeMicrophone(capture.microphone, peakDb) });
    rows.push({ id: 'speaker', finding: judgeSpeaker(heard) });
  }
  if (hasMedia) rows.push({ id: 'path', finding: judgePath(path, failed) });
  const echo = figures.echoMs === null ? rateFinding(figures, null, '', DOWN_BPS) : judgeEcho(figures.echoMs);
  rows.push({ id: 'echo', finding: echo });
  rows.push({
    id: 'down',
    finding: rateFinding(figures, figures.downBps, formatRate(figures.downBps ?? 0, language), DOWN_BPS),
  });
  if (hasMedia)
    rows.push({
      id: 'up',
      finding: rateFinding(figures, figures.upBps, formatRate(figures.upBps ?? 0, language), UP_BPS),
    });
  return rows;
}
