// The hall's second screen, from its first: whether it is open, and the ways to open and close it.
import { useEffect, useState } from 'react';
import { currentSlot } from '../../api/slot';
import { useT } from '../../i18n';
import { notifyProblem } from '../../lib/notify';
import { useObservable } from '../../lib/observable';
import { SecondScreenWatch, wireName } from '../../lib/secondScreen';
import { useSeat } from '../../stores/SeatProvider';

export interface SecondScreen {
  readonly open: boolean;
  readonly toggle: () => void;
}

export function useSecondScreen(): SecondScreen {
  const t = useT();
  const { id } = useSeat();
  const [watch] = useState(() => new SecondScreenWatch(wireName(id, currentSlot())));
  useEffect(() => {
    watch.start();
    return () => watch.stop();
  }, [watch]);
  const { open } = useObservable(watch);
  const toggle = () => {
    if (open) return watch.closeSecond();
    const opened = window.open(`/m/${encodeURIComponent(id)}?screen=papers`, `giaoban-papers-${id}`, 'popup');
    if (!opened) notifyProblem(new Error(t('program.secondBlocked')), t);
  };
  return { open, toggle };
}
