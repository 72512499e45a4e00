// How a step stands: a sign, a word and a colour, never the colour alone.
import {
  type Icon,
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleMinus,
  IconHistory,
  IconLoader2,
} from '@tabler/icons-react';
import { type Key, useT } from '../../i18n';
import classes from './StepMark.module.css';

export type StepState = 'passed' | 'failed' | 'skipped' | 'stale' | 'running' | 'todo' | 'none';

const SIGNS: Readonly<Record<StepState, Icon>> = {
  passed: IconCircleCheck,
  failed: IconAlertTriangle,
  skipped: IconCircleMinus,
  stale: IconHistory,
  running: IconLoader2,
  todo: IconCircleDashed,
  none: IconCircleDashed,
};

export const stateKey = (state: StepState): Key => `check.state.${state}`;

export function StepMark({ state, size = 22 }: { state: StepState; size?: number | string }) {
  const t = useT();
  const Sign = SIGNS[state];
  return (
    <span className={classes.mark} data-state={state}>
      <Sign size={size} stroke={1.9} className={classes.sign} aria-hidden />
      <span className={classes.word}>{t(stateKey(state))}</span>
    </span>
  );
}
