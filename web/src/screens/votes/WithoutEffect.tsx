// Authorities on record by which nobody votes for another in this vote, and why: told before it is opened.
import { IconAlertTriangle } from '@tabler/icons-react';
import type { Poll } from '../../api/view/polls';
import { useT } from '../../i18n';
import { useMeetingView } from '../../stores/SeatProvider';
import classes from './VotesPanel.module.css';

export function WithoutEffect({ poll }: { poll: Poll }) {
  const t = useT();
  const view = useMeetingView();
  const rows = (view.me.poll_desk[poll.id]?.without_effect ?? []).flatMap(({ proxy, reason }) => {
    const found = view.polls.proxies.find(({ id }) => id === proxy);
    return found ? [{ found, reason }] : [];
  });
  if (rows.length === 0) return null;
  return (
    <div className={classes.warning}>
      <IconAlertTriangle size={20} aria-hidden />
      <div>
        <strong>{t('votes.proxy.withoutEffect')}</strong>
        <ul>
          {rows.map(({ found, reason }) => (
            <li key={found.id}>
              {t('votes.proxy.line', { holder: found.holder_name, grantor: found.grantor_name })}:{' '}
              {t(`votes.proxy.reason.${reason}`)}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
