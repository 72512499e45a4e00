// The line check over the whole screen of a hall: its own picture, the five steps, and what it comes to.
import { Button, Modal } from '@mantine/core';
import { IconListCheck, IconX } from '@tabler/icons-react';
import { type CheckResults, STEPS } from '../../api/view/checks';
import { useT } from '../../i18n';
import { useObservable } from '../../lib/observable';
import { useArrowFocus } from '../../lib/useKeys';
import { type LineCheck, tally } from '../../stores/lineCheck';
import { useSeat } from '../../stores/SeatProvider';
import { TrackVideo } from '../parts/VideoTile';
import { CheckSteps } from './CheckSteps';
import classes from './CheckWindow.module.css';

interface Props {
  readonly check: LineCheck;
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly known?: CheckResults;
  /** The technicians have asked for it. */
  readonly asked?: boolean;
}

export function CheckWindow({ check, opened, onClose, known = {}, asked = false }: Props) {
  const t = useT();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      fullScreen
      radius={0}
      title={<span className={classes.title}>{t('check.title')}</span>}
      closeButtonProps={{ 'aria-label': t('check.close'), size: 'lg', iconSize: 26 }}
      classNames={{ body: classes.body ?? '', content: classes.content ?? '' }}
    >
      {opened && <Inside check={check} known={known} asked={asked} onClose={onClose} />}
    </Modal>
  );
}

function Inside({ check, known = {}, asked, onClose }: Omit<Props, 'opened'>) {
  const t = useT();
  const { capture } = useSeat();
  const camera = useObservable(capture, (state) => state.camera.track);
  const state = useObservable(check);
  useArrowFocus();
  return (
    <div className={classes.grid}>
      <aside className={classes.side}>
        <div className={classes.picture}>{camera && <TrackVideo track={camera} fit="contain" mirror />}</div>
        <p className={classes.intro}>{t(asked ? 'check.asked' : 'check.own')}</p>
        <Verdict check={check} known={known} />
        <div className={classes.actions}>
          <Button
            size="lg"
            data-autofocus
            data-first
            variant={state.running ? 'default' : 'filled'}
            disabled={state.running !== null}
            leftSection={<IconListCheck size={24} aria-hidden />}
            onClick={() => check.ask(STEPS)}
          >
            {t('check.startAll')}
          </Button>
          <Button size="lg" variant="default" leftSection={<IconX size={24} aria-hidden />} onClick={onClose}>
            {t('check.close')}
          </Button>
        </div>
      </aside>
      <CheckSteps check={check} known={known} />
    </div>
  );
}

/** What it comes to so far, in one line that is also read out. */
function Verdict({ check, known = {} }: { check: LineCheck; known?: CheckResults }) {
  const t = useT();
  const { running, queue, outcomes } = useObservable(check);
  if (running) {
    const done = STEPS.length - queue.length - 1;
    return (
      <p className={classes.verdict} data-tone="running" role="status">
        {t('check.running', { done })}
      </p>
    );
  }
  const fresh = Object.fromEntries(Object.entries(known).filter(([, found]) => !found.stale));
  const found = { ...fresh, ...outcomes };
  const { good } = tally(found);
  if (good === 0 && Object.keys(found).length === 0) return null;
  return (
    <p className={classes.verdict} data-tone={good === STEPS.length ? 'good' : 'bad'} role="status">
      {good === STEPS.length ? t('check.ready') : t('check.notReady', { n: STEPS.length - good })}
    </p>
  );
}
