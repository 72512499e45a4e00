// A meeting's state in one word, with a colour and never by the colour alone.
import type { MeetingState } from '../../api/meetings';
import { useT } from '../../i18n';
import classes from './StateBadge.module.css';

export function StateBadge({ state }: { state: MeetingState }) {
  const t = useT();
  return (
    <span className={classes.badge} data-state={state}>
      {t(`home.${state}`)}
    </span>
  );
}
