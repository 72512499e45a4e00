// How many slips wait for this account, beside the menu's entry.
import { useT } from '../../i18n';
import { isWaiting } from './answering';
import classes from './SlipBadge.module.css';
import { useMySlips } from './useSlips';

export function SlipBadge({ me }: { me: string }) {
  const t = useT();
  const found = useMySlips();
  const n = (found.data ?? []).filter((one) => isWaiting(one, me)).length;
  if (n === 0) return null;
  return (
    <>
      <span className={`figures ${classes.badge}`} aria-hidden>
        {n}
      </span>
      <span className="visually-hidden">({t('opinions.waiting', { n })})</span>
    </>
  );
}
