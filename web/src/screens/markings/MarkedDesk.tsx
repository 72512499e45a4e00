// One marked paper as the desk keeps watch over it: its recall machine by machine, and who opened which page.
import { Button, Group, Loader, Stack } from '@mantine/core';
import { IconAlertTriangle, IconDownload, IconShieldCheck } from '@tabler/icons-react';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type AccessLine, type AccessLog, type Holder, markings, type RecallState } from '../../api/markings';
import { SideDialog } from '../../components/Dialog';
import { ReasonDialog } from '../../components/ReasonDialog';
import { type Key, useLanguage } from '../../i18n';
import { formatTime } from '../../lib/format';
import { can } from '../../stores/facts';
import { useMeetingView, useSeat } from '../../stores/SeatProvider';
import { LoadFailed } from '../home/Notice';
import { useCommand } from '../parts/useCommand';
import classes from './MarkedDesk.module.css';

const EVERY_MS = 4_000;

interface Watched {
  readonly id: string;
  readonly title: string;
}

export function MarkedDesk({ paper, onClose }: { paper: Watched; onClose: () => void }) {
  const { t } = useLanguage();
  return (
    <SideDialog
      onClose={onClose}
      size="min(760px, 100vw)"
      title={t('secrecy.manage', { title: paper.title })}
    >
      <Watch paper={paper} />
    </SideDialog>
  );
}

/** Says nothing of the recall and of the log that has not been read: silence here would pass for "all is well". */
export function Watch({ paper }: { paper: Watched }) {
  const { t } = useLanguage();
  const { id: meeting } = useSeat();
  const recall = useQuery({
    queryKey: ['marked-recall', meeting],
    queryFn: () => markings.recall(meeting),
    refetchInterval: EVERY_MS,
  });
  const access = useQuery({
    queryKey: ['marked-access', meeting],
    queryFn: () => markings.access(meeting),
    refetchInterval: EVERY_MS,
  });
  return (
    <Stack gap="lg">
      <Recall paper={paper} found={recall} />
      <section>
        <h3 className={classes.heading}>{t('secrecy.log')}</h3>
        <Log paper={paper} found={access} />
        <Button
          component="a"
          href={markings.accessUrl(meeting)}
          download
          variant="subtle"
          leftSection={<IconDownload size={18} aria-hidden />}
        >
          {t('secrecy.logFile')}
        </Button>
      </section>
    </Stack>
  );
}

function Log({ paper, found }: { paper: Watched; found: UseQueryResult<AccessLog> }) {
  const lines = found.data?.lines.filter((line) => line.paper === paper.id) ?? [];
  const broken = found.data?.broken_at ?? null;
  return (
    <>
      <Reading found={found} failed="secrecy.logFailed" />
      {/* What was read before stays; that all is well is only said of what was read just now. */}
      {(found.isSuccess || broken !== null) && <Chain broken={broken} />}
      {(found.isSuccess || lines.length > 0) && <Lines lines={lines} />}
    </>
  );
}

/** That something is being read, or could not be. */
function Reading({ found, failed }: { found: UseQueryResult<unknown>; failed: Key }) {
  const { t } = useLanguage();
  if (found.isPending)
    return (
      <div role="status">
        <Loader aria-label={t('common.loading')} />
      </div>
    );
  if (!found.isError) return null;
  return <LoadFailed title={t(failed)} problem={found.error} retry={found.refetch} />;
}

function Recall({ paper, found }: { paper: Watched; found: UseQueryResult<RecallState> }) {
  const { t, language } = useLanguage();
  const view = useMeetingView();
  const known = found.data?.papers.find((one) => one.paper === paper.id);
  const at = view.secrecy.recalled[paper.id] ?? known?.recalled_at ?? null;
  const gone = found.data?.destroyed.find((one) => one.paper === paper.id);
  const said = [
    at && t('secrecy.recalledAt', { time: formatTime(at, language, true) }),
    !at && found.isSuccess && t('secrecy.recallAtEnd'),
    gone?.destroyed_at && t('secrecy.destroyed', { time: formatTime(gone.destroyed_at, language, true) }),
    gone && !gone.destroyed_at && t('secrecy.destroyedDue', { time: formatTime(gone.due_at, language) }),
  ];
  return (
    <section>
      <h3 className={classes.heading}>{t('secrecy.recall')}</h3>
      <Reading found={found} failed="secrecy.recallFailed" />
      {said.some(Boolean) && <p className={classes.said}>{said.filter(Boolean).join(' ')}</p>}
      {paper.id in view.papers.items && <Acts paper={paper} recalled={at !== null} />}
      {known && known.holders.length > 0 && (
        <>
          <h4 className={classes.small}>{t('secrecy.holders')}</h4>
          <ul className={classes.holders}>
            {known.holders.map((holder) => (
              <HolderRow
                key={`${holder.seat} ${holder.device}`}
                holder={holder}
                recalled={known.recalled_at !== null}
              />
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

const STATES: Readonly<Record<Holder['state'], Key>> = {
  purged: 'secrecy.stateWaiting',
  waiting: 'secrecy.stateWaiting',
  lost: 'secrecy.stateLost',
  unconfirmed: 'secrecy.stateUnconfirmed',
};

function HolderRow({ holder, recalled }: { holder: Holder; recalled: boolean }) {
  const { t, language } = useLanguage();
  const state =
    holder.purged_at === null
      ? t(STATES[holder.state])
      : t('secrecy.statePurged', { time: formatTime(holder.purged_at, language, true) });
  return (
    <li data-state={recalled ? holder.state : 'has'}>
      <strong>{holder.name}</strong>
      <span className={classes.device}>{holder.device.slice(0, 6)}</span>
      <span className={classes.state}>{recalled ? state : t('secrecy.stateHas')}</span>
    </li>
  );
}

function Acts({ paper, recalled }: { paper: Watched; recalled: boolean }) {
  const { t } = useLanguage();
  const view = useMeetingView();
  const give = useCommand();
  const [asking, ask] = useState<'recall' | 'lower' | null>(null);
  return (
    <Group gap="xs">
      {!recalled && can(view, 'marking.recall') && (
        <Button size="compact-md" color="red.9" onClick={() => ask('recall')}>
          {t('secrecy.recall')}…
        </Button>
      )}
      {!recalled && can(view, 'marking.lower') && (
        <Button size="compact-md" variant="default" onClick={() => ask('lower')}>
          {t('secrecy.lower')}…
        </Button>
      )}
      {asking === 'recall' && (
        <ReasonDialog
          title={t('secrecy.recall')}
          about={paper.title}
          help={t('secrecy.recallSure')}
          label={t('secrecy.reason')}
          act={t('secrecy.recallYes')}
          onClose={() => ask(null)}
          onGive={(reason) => give('marking.recall', { paper: paper.id, reason })}
        />
      )}
      {asking === 'lower' && (
        <ReasonDialog
          title={t('secrecy.lowerTitle')}
          about={paper.title}
          help={t('secrecy.lowerHelp')}
          label={t('secrecy.reason')}
          act={t('secrecy.lower')}
          onClose={() => ask(null)}
          onGive={(reason) => give('marking.lower', { paper: paper.id, marking: 'normal', reason })}
        />
      )}
    </Group>
  );
}

function Chain({ broken }: { broken: number | null }) {
  const { t } = useLanguage();
  if (broken === null)
    return (
      <p className={classes.said}>
        <IconShieldCheck size={18} aria-hidden /> {t('secrecy.logSound')}
      </p>
    );
  return (
    <p className={classes.bad} role="alert">
      <IconAlertTriangle size={18} aria-hidden /> {t('secrecy.logBroken', { n: broken })}
    </p>
  );
}

function Lines({ lines }: { lines: readonly AccessLine[] }) {
  const { t, language } = useLanguage();
  if (lines.length === 0) return <p className={classes.said}>{t('secrecy.logEmpty')}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className={classes.scroll} tabIndex={0} aria-label={t('secrecy.log')}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th>{t('secrecy.when')}</th>
            <th>{t('secrecy.who')}</th>
            <th>{t('secrecy.what')}</th>
            <th>{t('secrecy.device')}</th>
          </tr>
        </thead>
        <tbody>
          {lines
            .slice()
            .reverse()
            .map((line) => (
              <tr key={line.number} data-refused={line.outcome !== 'given' || undefined}>
                <td className="figures">{formatTime(line.at, language, true)}</td>
                <td>{line.who || t('secrecy.nobody')}</td>
                <td>{whatText(line, t)}</td>
                <td className="figures">{line.device.slice(0, 6)}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </section>
  );
}

function whatText(line: AccessLine, t: ReturnType<typeof useLanguage>['t']): string {
  if (line.outcome !== 'given') return t('secrecy.whatRefused', { code: line.outcome });
  const words = { text: 'secrecy.whatText', search: 'secrecy.whatSearch' } as const;
  return t(line.what in words ? words[line.what as keyof typeof words] : 'secrecy.whatPage', {
    page: line.page,
  });
}
