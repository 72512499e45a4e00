// The hall's side of the line check in a meeting: does by itself what officers ask for, reports it, and stays in reach.
import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconListCheck } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { STEPS } from '../../api/view/checks';
import { useT } from '../../i18n';
import { stepsOf } from '../../stores/checkSteps';
import { can } from '../../stores/facts';
import { LineCheck } from '../../stores/lineCheck';
import { useMeetingView, useSeat } from '../../stores/SeatProvider';
import classes from '../parts/ConnectionBanner.module.css';
import { useKeyTable } from '../parts/Keys';
import { useCommand } from '../parts/useCommand';
import { CheckWindow } from './CheckWindow';

export default function HallCheck() {
  const t = useT();
  const seat = useSeat();
  const give = useCommand();
  const view = useMeetingView();
  const { me } = view;
  const [opened, window] = useDisclosure(false);
  const wanted = useRef(false);
  const [check] = useState(
    () =>
      new LineCheck(stepsOf(seat), async (step, outcome) => {
        if (wanted.current) await give('check.report', { step, ...outcome });
      }),
  );
  const todo = me.check ?? [];
  wanted.current = can(view, 'check.report');
  const asked = todo.join(' ');
  useEffect(() => {
    const steps = STEPS.filter((step) => asked.split(' ').includes(step));
    if (steps.length === 0) return;
    window.open();
    check.ask(steps);
  }, [asked, check, window.open]);
  useEffect(() => () => check.stop(), [check]);
  useDeviceChanges();
  const possible = can(view, 'check.change_device');
  useEffect(() => {
    if (!possible) check.stop();
  }, [possible, check]);
  useKeyTable([{ keys: ['K'], does: 'check.open', run: possible ? window.open : undefined }]);
  const known = me.checked ?? {};
  const open = STEPS.filter((step) => known[step] && (known[step].result !== 'passed' || known[step].stale));
  const strip = possible && !opened && open.length > 0;
  return (
    <>
      {strip && (
        <div className={classes.banner} data-tone="warn" role="status">
          <IconListCheck size="1.5em" aria-hidden />
          <span className={classes.rest}>
            {t('check.stillTodo', { names: open.map((step) => t(`check.step.${step}`)).join(', ') })}
          </span>
          <Button size="compact-md" color="dark" onClick={window.open}>
            {t('check.open')} (K)
          </Button>
        </div>
      )}
      <CheckWindow
        check={check}
        opened={opened && possible}
        onClose={window.close}
        known={known}
        asked={wanted.current}
      />
    </>
  );
}

/** Tells the meeting when another device is chosen, or one is pulled out, so that old findings are not believed. */
function useDeviceChanges(): void {
  const { capture } = useSeat();
  const give = useCommand();
  const view = useMeetingView();
  const may = useRef(false);
  may.current = can(view, 'check.change_device') && Object.keys(view.me.checked ?? {}).length > 0;
  useEffect(() => {
    const using = () => {
      const { camera, microphone, speaker } = capture.get();
      return {
        camera: `${camera.chosen} ${camera.problem === 'unplugged'}`,
        microphone: `${microphone.chosen} ${microphone.problem === 'unplugged'}`,
        speaker: `${speaker}`,
      };
    };
    let before = using();
    return capture.subscribe(() => {
      const now = using();
      for (const device of ['camera', 'microphone', 'speaker'] as const)
        if (now[device] !== before[device] && may.current) void give('check.change_device', { device });
      before = now;
    });
  }, [capture, give]);
}
