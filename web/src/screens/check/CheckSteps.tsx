// The five steps as a hall sees them: large enough for ten metres, each green or with one sentence saying what to do.
import { Button, Progress } from '@mantine/core';
import { IconPlayerSkipForward, IconRefresh } from '@tabler/icons-react';
import { type CheckResults, type CheckStep, STEPS } from '../../api/view/checks';
import { useT } from '../../i18n';
import { useObservable } from '../../lib/observable';
import { meterPosition } from '../../media/soundTest';
import type { LineCheck, LineCheckState } from '../../stores/lineCheck';
import classes from './CheckSteps.module.css';
import { type Found, figuresOf, sentenceOf } from './checkWords';
import { StepMark, type StepState } from './StepMark';

interface Props {
  readonly check: LineCheck;
  /** What the meeting already knows, shown for steps not done on this page. */
  readonly known?: CheckResults;
}

export function CheckSteps({ check, known = {} }: Props) {
  const t = useT();
  const state = useObservable(check);
  return (
    <ol className={classes.list} aria-label={t('check.steps')}>
      {STEPS.map((step, index) => (
        <Step key={step} step={step} number={index + 1} check={check} state={state} known={known[step]} />
      ))}
    </ol>
  );
}

interface StepProps {
  readonly step: CheckStep;
  readonly number: number;
  readonly check: LineCheck;
  readonly state: LineCheckState;
  readonly known: CheckResults[CheckStep];
}

function standing(step: CheckStep, state: LineCheckState, known: CheckResults[CheckStep]): StepState {
  if (state.running === step) return 'running';
  if (state.queue.includes(step)) return 'todo';
  const own = state.outcomes[step];
  if (own) return own.result;
  if (known?.stale) return 'stale';
  return known?.result ?? 'none';
}

function Step({ step, number, check, state, known }: StepProps) {
  const t = useT();
  const stands = standing(step, state, known);
  const found: Found | undefined =
    stands === 'running' || stands === 'todo' ? undefined : (state.outcomes[step] ?? known);
  const name = t(`check.step.${step}`);
  return (
    <li className={classes.step} data-state={stands}>
      <span className={`figures ${classes.number}`} aria-hidden="true">
        {number}
      </span>
      <div className={classes.words}>
        <div className={classes.first}>
          <h3 className={classes.name}>{name}</h3>
          <StepMark state={stands} size="1.25em" />
        </div>
        {stands === 'running' && <Running state={state} />}
        {found && (
          <p className={classes.sentence}>
            {sentenceOf(t, step, found)} <span className={classes.figures}>{figuresOf(t, found)}</span>
          </p>
        )}
      </div>
      {stands === 'running' || stands === 'todo' ? (
        <Button
          size="md"
          variant="subtle"
          leftSection={<IconPlayerSkipForward size={20} aria-hidden />}
          aria-label={t('check.skipStep', { step: name })}
          onClick={() => check.skip(step)}
        >
          {t('check.skip')}
        </Button>
      ) : (
        <Button
          size="md"
          variant={stands === 'failed' ? 'filled' : 'default'}
          leftSection={<IconRefresh size={20} aria-hidden />}
          aria-label={t('check.againStep', { step: name })}
          onClick={() => check.ask([step])}
        >
          {t('check.again')}
        </Button>
      )}
    </li>
  );
}

function Running({ state }: { state: LineCheckState }) {
  const t = useT();
  const { ask, progress, levelDb } = state;
  return (
    <div className={classes.running}>
      {ask && (
        <p className={classes.ask} role="status">
          {t(`check.ask.${ask}`)}
        </p>
      )}
      <Progress value={100 * progress} size="md" aria-label={t('check.state.running')} />
      {ask && (
        <div className={classes.level}>
          <span>{t('check.level')}</span>
          <Progress
            value={100 * meterPosition(levelDb)}
            size="lg"
            color="teal"
            transitionDuration={60}
            aria-label={t('check.level')}
          />
        </div>
      )}
    </div>
  );
}
