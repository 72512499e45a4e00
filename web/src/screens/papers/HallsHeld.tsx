// Which halls have the meeting's papers on their machine: how many of how many, and what share of their bytes.
import { Loader, Progress } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import type { Receipt } from '../../api/papers';
import { useLanguage, useT } from '../../i18n';
import { formatPercent } from '../../lib/format';
import { useMeetingView } from '../../stores/SeatProvider';
import { LoadFailed } from '../home/Notice';
import classes from './HallsHeld.module.css';
import { hallsHeld } from './hallsHeld';
import { useReceipts } from './receipts';

/** Says nothing of the halls while it is not known what they hold: silence would read as "nothing". */
export function HallsHeld() {
  const t = useT();
  const found = useReceipts();
  if (found.isPending)
    return (
      <div role="status">
        <Loader mx="auto" display="block" aria-label={t('common.loading')} />
      </div>
    );
  if (!found.data)
    return <LoadFailed title={t('page.held.failed')} problem={found.error} retry={found.refetch} />;
  return <Halls receipts={found.data} />;
}

function Halls({ receipts }: { receipts: readonly Receipt[] }) {
  const { t, language } = useLanguage();
  const view = useMeetingView();
  const halls = hallsHeld(view, receipts);
  const ready = halls.filter(({ held, of }) => held === of).length;
  return (
    <section aria-label={t('page.held.title')}>
      <p className={classes.sum}>{t('page.held.sum', { n: ready, of: halls.length })}</p>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('page.held.hall')}</th>
            <th scope="col">{t('page.held.papers')}</th>
            <th scope="col">{t('page.held.machines')}</th>
          </tr>
        </thead>
        <tbody>
          {halls.map(({ seat, name, held, of, share, machines }) => (
            <tr key={seat}>
              <th scope="row">{name}</th>
              <td>
                <span className={classes.state} data-all={held === of || undefined}>
                  {held === of ? (
                    <IconCircleCheck size={18} aria-hidden />
                  ) : (
                    <IconAlertTriangle size={18} aria-hidden />
                  )}
                  <span className="figures">
                    {held === of
                      ? t('page.held.all')
                      : t('page.held.some', {
                          held,
                          of,
                          share: formatPercent(Math.floor(share * 100) / 100, language),
                        })}
                  </span>
                </span>
                <Progress value={100 * share} size="sm" aria-hidden />
              </td>
              <td className="figures">{machines}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
