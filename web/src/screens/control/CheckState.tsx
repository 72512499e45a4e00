// Whether a site passed its line check before the meeting; nothing while no check was made.
import { IconCircleCheck, IconCircleDashed } from '@tabler/icons-react';
import { useT } from '../../i18n';
import { useMeetingView } from '../../stores/SeatProvider';
import classes from './SiteDetail.module.css';

export function CheckState({ seat }: { seat: string }) {
  const t = useT();
  const { checks } = useMeetingView();
  const site = checks?.sites[seat];
  if (!checks?.run || !site) return null;
  const Sign = site.ready ? IconCircleCheck : IconCircleDashed;
  return (
    <p className={classes.steps} data-ready={site.ready || undefined}>
      <Sign size="1.3em" aria-hidden />
      <span>
        {t('control.lineCheck')}:{' '}
        <strong>{t(site.ready ? 'control.check.ready' : 'control.check.notReady')}</strong>
      </span>
    </p>
  );
}
