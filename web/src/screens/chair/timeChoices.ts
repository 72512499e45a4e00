// Times a list may have, for a select; a time set elsewhere is among them too.
import type { Translate } from '../../i18n';
import { formatDuration } from '../../lib/format';

const TURNS_S = [0, 60, 120, 180, 300, 600, 900];

/** `0` stands for no limit. */
export function timeChoices(
  current: number | null,
  t: Translate,
  offered: readonly number[] = TURNS_S,
): { value: string; label: string }[] {
  const all = [...new Set([...offered, current ?? 0])].toSorted((a, b) => a - b);
  return all.map((seconds) => ({ value: String(seconds), label: timeName(seconds, t) }));
}

function timeName(seconds: number, t: Translate): string {
  if (seconds === 0) return t('meeting.list.noLimit');
  if (seconds < 60) return t('common.seconds', { n: seconds });
  return seconds % 60 === 0 ? t('common.minutes', { n: seconds / 60 }) : formatDuration(seconds);
}
