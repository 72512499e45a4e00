// How a line stands: a sign of its own shape for each level, and its word for who does not see it.
import { IconAlertOctagon, IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react';
import type { Level } from '../../api/view/board';
import { useT } from '../../i18n';
import classes from './LevelMark.module.css';

const SIGNS: Readonly<Record<Level, typeof IconAlertOctagon>> = {
  alarm: IconAlertOctagon,
  warning: IconAlertTriangle,
  notice: IconInfoCircle,
  ok: IconCircleCheck,
};

export function LevelMark({ level, word = false }: { level: Level; word?: boolean }) {
  const t = useT();
  const Sign = SIGNS[level];
  return (
    <span className={classes.mark} data-level={level}>
      <Sign size="1.35em" stroke={2} aria-hidden />
      <span className={word ? undefined : 'visually-hidden'}>{t(`control.level.${level}`)}</span>
    </span>
  );
}
