// Marked papers that have left the meeting, or never were in it: still watched until every machine gave them up.
import { Button } from '@mantine/core';
import { IconShieldLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { markings } from '../../api/markings';
import { useT } from '../../i18n';
import { useSeat } from '../../stores/SeatProvider';
import { LoadFailed } from '../home/Notice';
import classes from '../secretary/PapersPanel.module.css';
import { MarkedDesk } from './MarkedDesk';

const EVERY_MS = 15_000;

export function GoneMarked() {
  const t = useT();
  const { id: meeting } = useSeat();
  const [open, setOpen] = useState<string | null>(null);
  const found = useQuery({
    queryKey: ['marked-recall', meeting],
    queryFn: () => markings.recall(meeting),
    refetchInterval: EVERY_MS,
  });
  if (found.isError && !found.data)
    return <LoadFailed title={t('secrecy.goneFailed')} problem={found.error} retry={found.refetch} />;
  const gone = (found.data?.papers ?? []).filter((one) => one.gone);
  const shown = gone.find((one) => one.paper === open);
  if (gone.length === 0) return null;
  return (
    <section className={classes.branch}>
      <header className={classes.head}>
        <h3>
          {t('secrecy.goneTitle')}
          <small>{t('secrecy.goneHelp')}</small>
        </h3>
      </header>
      <ul className={classes.list}>
        {gone.map(({ paper, title, holders }) => (
          <li key={paper} className={classes.row}>
            <span className={classes.blank}>
              <IconShieldLock size={26} stroke={1.5} aria-hidden />
            </span>
            <div className={classes.what}>
              <span className={classes.title}>{title}</span>
              <span className={classes.detail}>
                {t('secrecy.goneState', {
                  done: holders.filter(({ state }) => state === 'purged').length,
                  all: holders.length,
                })}
              </span>
            </div>
            <div className={classes.acts}>
              <Button size="compact-sm" variant="default" onClick={() => setOpen(paper)}>
                {t('secrecy.open')}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      {shown && <MarkedDesk paper={{ id: shown.paper, title: shown.title }} onClose={() => setOpen(null)} />}
    </section>
  );
}
