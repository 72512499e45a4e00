// How slips are called and timed on the screens.
import type { Slip, SlipState, Stage } from '../../api/opinions';
import type { Key, Language, Translate } from '../../i18n';
import { hourText, shortDayText } from '../home/times';
import { timeLeft } from './answering';

const GROUPS = new Set(['province', 'department', 'district', 'commune', 'school', 'unit', 'other']);
type Tone = 'good' | 'warn' | 'bad' | 'info' | 'plain';

/** A group of agencies: known ones in words, the office's own as it wrote them. */
export function groupText(group: string, t: Translate): string {
  return GROUPS.has(group) ? t(`opinions.group_${group}` as Key) : group;
}

/** `17:00 30/11/2026`. */
export function momentText(at: string | null, language: Language): string {
  return at ? `${hourText(at, language)} ${shortDayText(at, language)}` : '';
}

export function leftText(deadline: string | null, now: Date, t: Translate): string {
  const left = timeLeft(deadline, now);
  if (!left) return t('opinions.over');
  const words = { days: 'leftDays', hours: 'leftHours', minutes: 'leftMinutes' } as const;
  return t(`opinions.${words[left.unit]}`, { n: left.n });
}

export const STATE_TONE: Readonly<Record<SlipState, Tone>> = {
  draft: 'plain',
  sent: 'info',
  closed: 'good',
  recalled: 'bad',
};
export const STAGE_TONE: Readonly<Record<Stage, Tone>> = {
  chosen: 'plain',
  unseen: 'warn',
  seen: 'info',
  passed_up: 'info',
  returned: 'warn',
  answered: 'good',
};

export function titleOf(slip: Slip, t: Translate): string {
  return slip.title || t('opinions.untitled');
}
