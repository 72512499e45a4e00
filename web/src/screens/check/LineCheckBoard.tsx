// The officers' board of the line check: sites by steps, in words and signs; starting, asking again, vouching by hand.
import { Button, SegmentedControl } from '@mantine/core';
import { IconFileTypePdf, IconFlagCheck, IconPlayerPlay, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { fileUrl } from '../../api/client';
import type { CheckStep } from '../../api/view/checks';
import { useLanguage } from '../../i18n';
import { formatTime } from '../../lib/format';
import { can } from '../../stores/facts';
import { useMeetingView, useSeat } from '../../stores/SeatProvider';
import { useCommand } from '../parts/useCommand';
import { BoardTable } from './BoardTable';
import { boardRows, isRunning } from './board';
import { CellDialog } from './CellDialog';
import classes from './LineCheckBoard.module.css';

export interface Cell {
  readonly seat: string;
  readonly step: CheckStep;
}

export function LineCheckBoard() {
  const { t } = useLanguage();
  const view = useMeetingView();
  const { checks } = view;
  const [shown, show] = useState<'all' | 'missing'>('all');
  const [cell, open] = useState<Cell | null>(null);
  if (!checks) return null;
  const rows = boardRows(view, checks);
  const missing = rows.filter((row) => !row.check.ready);
  const ready = rows.length - missing.length;
  return (
    <section className={classes.board} aria-label={t('check.boardOf')}>
      <header className={classes.head}>
        <div className={classes.facts}>
          <strong className={`figures ${classes.count}`} role="status">
            {t('check.readyCount', { ready, all: rows.length })}
          </strong>
          <Run />
        </div>
        <SegmentedControl
          aria-label={t('check.show')}
          value={shown}
          onChange={(value) => show(value as 'all' | 'missing')}
          data={[
            { value: 'all', label: t('check.showAll') },
            { value: 'missing', label: t('check.showMissing', { n: missing.length }) },
          ]}
        />
        <Actions />
      </header>
      {rows.length === 0 ? (
        <p className={classes.empty}>{t('check.noSites')}</p>
      ) : shown === 'missing' && missing.length === 0 ? (
        <p className={classes.empty}>{t('check.allReady')}</p>
      ) : (
        <BoardTable rows={shown === 'missing' ? missing : rows} onOpen={open} />
      )}
      <CellDialog cell={cell} onClose={() => open(null)} />
    </section>
  );
}

function Run() {
  const { t, language } = useLanguage();
  const run = useMeetingView().checks?.run ?? null;
  const time = (at: string) => formatTime(at, language);
  if (!run) return <span className={classes.run}>{t('check.runNone')}</span>;
  return (
    <span className={classes.run}>
      {run.finished_at
        ? t('check.runOver', { start: time(run.started_at), end: time(run.finished_at) })
        : t('check.runSince', { time: time(run.started_at) })}
    </span>
  );
}

function Actions() {
  const { t } = useLanguage();
  const { id } = useSeat();
  const view = useMeetingView();
  const give = useCommand();
  const record = (kind: 'html' | 'pdf') => fileUrl(`/meetings/${encodeURIComponent(id)}/line-check.${kind}`);
  const began = view.checks?.run !== null;
  return (
    <div className={classes.actions}>
      {can(view, 'check.start') && (
        <Button
          leftSection={<IconPlayerPlay size={18} aria-hidden />}
          onClick={() => void give('check.start')}
        >
          {t(began ? 'check.beginAgain' : 'check.begin')}
        </Button>
      )}
      {view.checks && isRunning(view.checks) && can(view, 'check.finish') && (
        <Button
          variant="default"
          leftSection={<IconFlagCheck size={18} aria-hidden />}
          onClick={() => void give('check.finish')}
        >
          {t('check.finish')}
        </Button>
      )}
      <Button
        component="a"
        href={record('html')}
        target="_blank"
        rel="noopener"
        variant="default"
        leftSection={<IconPrinter size={18} aria-hidden />}
      >
        {t('check.record')}
      </Button>
      <Button
        component="a"
        href={record('pdf')}
        target="_blank"
        rel="noopener"
        variant="default"
        leftSection={<IconFileTypePdf size={18} aria-hidden />}
      >
        {t('check.recordPdf')}
      </Button>
    </div>
  );
}
