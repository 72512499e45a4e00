// The next right action as one large button.
import { UnstyledButton } from '@mantine/core';
import {
  type Icon,
  IconBolt,
  IconListNumbers,
  IconMessageQuestion,
  IconPlayerPlay,
  IconPlayerStop,
  IconSpeakerphone,
} from '@tabler/icons-react';
import type { View } from '../../api/view';
import { type Translate, useT } from '../../i18n';
import { formatDuration } from '../../lib/format';
import { useNow } from '../../lib/useNow';
import { secondsLeft, speakerOf } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';
import classes from './NextStep.module.css';
import { cutsShort, nextStep, type Step } from './steps';
import { useFloor } from './useFloor';

const SIGNS: Readonly<Record<Step['kind'], Icon>> = {
  resume: IconPlayerPlay,
  grant: IconSpeakerphone,
  interrupt: IconBolt,
  ask: IconMessageQuestion,
  answer: IconSpeakerphone,
  end: IconPlayerStop,
  item: IconListNumbers,
};

/** What the button does: the deed, and to whom. */
export function wordsOf(
  step: Step,
  view: View,
  t: Translate,
): { readonly deed: string; readonly whom: string } {
  switch (step.kind) {
    case 'resume':
      return { deed: t('meeting.step.resume'), whom: '' };
    case 'grant':
      return { deed: t('meeting.step.grant'), whom: speakerOf(view, step.request).name };
    case 'interrupt':
      return { deed: t('meeting.step.interrupt'), whom: speakerOf(view, step.request).name };
    case 'ask':
      return { deed: t('meeting.step.ask'), whom: step.question.name };
    case 'answer':
      return { deed: t('meeting.step.answer'), whom: step.question.to_name };
    case 'end':
      return { deed: t('meeting.step.end'), whom: speakerOf(view, step.turn).name };
    case 'item':
      return { deed: t('meeting.step.item'), whom: step.item.title };
  }
}

/** What else the press brings about, so that nobody is cut off unawares. */
function effectOf(step: Step, view: View, now: number, t: Translate): string {
  if (step.kind === 'interrupt')
    return t('meeting.step.interrupts', { name: speakerOf(view, step.interrupted).name });
  if (step.kind === 'end')
    return step.resumes ? t('meeting.step.goesOn', { name: speakerOf(view, step.resumes).name }) : '';
  if (!('instead' in step) || step.instead === null) return '';
  const { name } = speakerOf(view, step.instead);
  const left = secondsLeft(step.instead, now);
  if (left === null) return t('meeting.step.ends', { name });
  return left > 0
    ? t('meeting.step.endsEarly', { name, time: formatDuration(left) })
    : t('meeting.step.endsOver', { name });
}

export function NextStep({ limit }: { limit: number | null }) {
  const t = useT();
  const view = useMeetingView();
  const now = useNow();
  const floor = useFloor();
  const step = nextStep(view);
  if (!step) return null;
  const { deed, whom } = wordsOf(step, view, t);
  const effect = effectOf(step, view, now, t);
  const Sign = SIGNS[step.kind];
  return (
    <UnstyledButton
      className={classes.step}
      data-kind={step.kind}
      data-early={cutsShort(step, now) || undefined}
      data-first
      aria-keyshortcuts="G"
      onClick={() => floor.take(step, limit)}
    >
      <Sign className={classes.sign} stroke={1.8} aria-hidden />
      <span className={classes.words}>
        <span className={classes.deed}>{deed}</span>
        {whom && <strong className={classes.whom}>{whom}</strong>}
        {effect && <span className={classes.effect}>{effect}</span>}
      </span>
      <span className={classes.key} aria-hidden="true">
        G
      </span>
    </UnstyledButton>
  );
}
