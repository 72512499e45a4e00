// The officer's own talk-back line, at hand wherever the board is: whom it is with, hold to talk, end.
import { IconHeadset } from '@tabler/icons-react';
import { useT } from '../../i18n';
import { personOf } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';
import { ownLine } from '../../stores/talkback';
import classes from './Talkback.module.css';
import { TalkbackButton } from './TalkbackButton';

export function TalkbackBar() {
  const t = useT();
  const view = useMeetingView();
  const hall = view.me.talkback ? null : ownLine(view);
  if (hall === null) return null;
  return (
    <section className={classes.bar} aria-label={t('talkback.open')}>
      <IconHeadset className={classes.icon} stroke={1.7} aria-hidden />
      <strong>{personOf(view, hall).name}</strong>
      <TalkbackButton seat={hall} />
    </section>
  );
}
