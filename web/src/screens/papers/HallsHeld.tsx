// Which halls have the meeting's papers on their machine: how many of how many, and what share of their bytes.
import { Progress } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useT } from '../../i18n';
import { useMeetingView } from '../../stores/SeatProvider';
import classes from './HallsHeld.module.css';
import { hallsHeld } from './hallsHeld';
import { useReceipts } from './receipts';

export function HallsHeld() {
  const t = useT();
  const view = useMeetingView();
  const halls = hallsHeld(view, useReceipts());
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
                      : t('page.held.some', { held, of, share: Math.floor(share * 100) })}
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
