// Where a slip, or one recipient's, stands: in words, with a mark of its own beside the colour.
import {
  IconArrowUp,
  IconCheck,
  IconCircleX,
  IconCornerUpLeft,
  IconEye,
  IconEyeOff,
  IconLock,
  IconPencil,
  IconSend,
} from '@tabler/icons-react';
import type { SlipState, Stage } from '../../api/opinions';
import { useT } from '../../i18n';
import classes from './Opinions.module.css';
import { STAGE_TONE, STATE_TONE } from './words';

const STATE_MARK = { draft: IconPencil, sent: IconSend, closed: IconLock, recalled: IconCircleX } as const;
const STAGE_MARK = {
  chosen: IconPencil,
  unseen: IconEyeOff,
  seen: IconEye,
  passed_up: IconArrowUp,
  returned: IconCornerUpLeft,
  answered: IconCheck,
} as const;

export function StatePill({ state }: { state: SlipState }) {
  const t = useT();
  const Mark = STATE_MARK[state];
  return (
    <span className={classes.pill} data-tone={STATE_TONE[state]}>
      <Mark size={15} aria-hidden />
      {t(`opinions.state_${state}`)}
    </span>
  );
}

/** `mine`: it was passed up to whoever looks at it. */
export function StagePill({ stage, mine = false }: { stage: Stage; mine?: boolean }) {
  const t = useT();
  const Mark = STAGE_MARK[stage];
  const waits = mine && stage === 'passed_up';
  return (
    <span className={classes.pill} data-tone={waits ? 'warn' : STAGE_TONE[stage]}>
      <Mark size={15} aria-hidden />
      {waits ? t('opinions.waitsForYou') : t(`opinions.stage_${stage}`)}
    </span>
  );
}
