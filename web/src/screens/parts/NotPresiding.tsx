// Tells a chair or deputy whose screen does not lead the meeting now who does, and how to take it back.
import { Button } from '@mantine/core';
import { IconGavel } from '@tabler/icons-react';
import { useT } from '../../i18n';
import { can, personOf } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';
import classes from './ConnectionBanner.module.css';
import { useCommand } from './useCommand';

export function NotPresiding() {
  const t = useT();
  const view = useMeetingView();
  const give = useCommand();
  const { me } = view;
  if (me.role !== 'chair' || me.presides || view.presiding === null) return null;
  return (
    <div className={classes.banner} data-tone="warn" role="status">
      <IconGavel size="1.5em" aria-hidden />
      <strong>{t('meeting.presiding.other', { name: personOf(view, view.presiding).name })}</strong>
      <span className={classes.rest}>{t('meeting.presiding.otherHelp')}</span>
      {can(view, 'presiding.hand_over') && (
        <Button
          size="compact-md"
          color="dark"
          onClick={() => void give('presiding.hand_over', { seat: me.seat })}
        >
          {t('meeting.presiding.takeBack')}
        </Button>
      )}
    </div>
  );
}
