// The name called out in the roll-call, on every screen, beside the program and never over it.
import { IconSpeakerphone } from '@tabler/icons-react';
import { useT } from '../../i18n';
import { useMeetingView } from '../../stores/SeatProvider';
import classes from './CalledName.module.css';

export function CalledName() {
  const t = useT();
  const view = useMeetingView();
  const { called } = view.roll;
  if (!called) return null;
  const hall = called.site && called.site !== called.seat ? view.sites[called.site]?.name : '';
  return (
    <div className={classes.called} data-own={called.site === view.me.site || undefined} role="status">
      <IconSpeakerphone size="1.4em" aria-hidden />
      <span className={classes.label}>{t('attendance.calling')}</span>
      <strong className={classes.name}>{called.name}</strong>
      <span className={classes.rest}>{[called.office, hall].filter(Boolean).join(' · ')}</span>
    </div>
  );
}
