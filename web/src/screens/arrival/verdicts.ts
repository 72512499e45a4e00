// Turns measurements into verdicts a district's technician understands. Pure.
import type { Key, Params } from '../../i18n';
import type { CaptureState, DeviceProblem } from '../../media/capture';
import type { MediaPath } from '../../media/path';

export type Verdict = 'waiting' | 'good' | 'usable' | 'attention';

export interface Finding {
  readonly verdict: Verdict;
  readonly key: Key;
  readonly params?: Params;
}

export const waitingFinding: Finding = { verdict: 'waiting', key: 'arrival.measuring' };

const device = (problem: DeviceProblem): Finding => ({
  verdict: 'attention',
  key: `arrival.problem.${problem}`,
});

/** The picture by the size the camera gives. */
export function judgeCamera(
  source: CaptureState['camera'],
  size: { width: number; height: number } | null,
): Finding {
  if (source.problem) return device(source.problem);
  if (!source.track || !size) return waitingFinding;
  const params = { size: `${size.width}×${size.height}` };
  if (size.height >= 480) return { verdict: 'good', key: 'arrival.pictureGood', params };
  return { verdict: 'usable', key: 'arrival.pictureLow', params };
}

/** The microphone by its loudest moment in the last seconds (dB below full scale). */
export function judgeMicrophone(source: CaptureState['microphone'], peakDb: number | null): Finding {
  if (source.problem) return device(source.problem);
  if (!source.track) return waitingFinding;
  if (peakDb === null) return { verdict: 'waiting', key: 'arrival.soundHeld' };
  if (peakDb > -3) return { verdict: 'usable', key: 'arrival.soundLoud' };
  if (peakDb > -45) return { verdict: 'good', key: 'arrival.soundGood' };
  return { verdict: 'usable', key: 'arrival.soundQuiet' };
}

export type Heard = 'untested' | 'asked' | 'heard' | 'not_heard';

export function judgeSpeaker(heard: Heard): Finding {
  if (heard === 'heard') return { verdict: 'good', key: 'arrival.speakerGood' };
  if (heard === 'not_heard') return { verdict: 'attention', key: 'arrival.speakerBad' };
  return { verdict: 'waiting', key: heard === 'asked' ? 'arrival.toneAsk' : 'arrival.speakerAsk' };
}

/** The way of the media; `failed` when connecting was given up at least once. */
export function judgePath(path: MediaPath | null, failed: boolean): Finding {
  if (path?.protocol === 'udp') return { verdict: 'good', key: 'arrival.pathUdp' };
  if (path?.protocol === 'tcp') return { verdict: 'usable', key: 'arrival.pathTcp' };
  if (path?.protocol === 'relay') return { verdict: 'usable', key: 'arrival.pathRelay' };
  return failed ? { verdict: 'attention', key: 'arrival.pathNone' } : waitingFinding;
}

export function judgeEcho(ms: number): Finding {
  const params = { ms: Math.round(ms) };
  if (ms <= 120) return { verdict: 'good', key: 'arrival.echoGood', params };
  if (ms <= 300) return { verdict: 'usable', key: 'arrival.echoFair', params };
  return { verdict: 'attention', key: 'arrival.echoBad', params };
}

/** A rate against what is wanted for a sharp picture and what is needed at least, bits per second. */
export function judgeRate(bps: number, rate: string, sharp: number, least: number): Finding {
  const params = { rate };
  if (bps >= sharp) return { verdict: 'good', key: 'arrival.rateGood', params };
  if (bps >= least) return { verdict: 'usable', key: 'arrival.rateFair', params };
  return { verdict: 'attention', key: 'arrival.rateBad', params };
}

export const UP_BPS = { sharp: 2_500_000, least: 500_000 } as const;
export const DOWN_BPS = { sharp: 4_000_000, least: 800_000 } as const;

/** The verdict of the whole check: the worst that is known, waiting only when nothing is known. */
export function overall(findings: readonly Finding[]): Verdict {
  const verdicts = findings.map((finding) => finding.verdict);
  for (const verdict of ['attention', 'waiting', 'usable'] as const)
    if (verdicts.includes(verdict)) return verdict;
  return 'good';
}
