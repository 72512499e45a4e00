// The table of the board: a row a hall, a cell a step; every cell opens what is behind it.
import { ActionIcon, Tooltip, UnstyledButton } from '@mantine/core';
import {
  IconCircleCheck,
  IconCircleX,
  IconHistory,
  IconPlugConnectedX,
  IconRefresh,
} from '@tabler/icons-react';
import { type CheckResult, type CheckStep, STEPS } from '../../api/view/checks';
import { type Translate, useLanguage } from '../../i18n';
import { formatTime } from '../../lib/format';
import { can } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';
import { useCommand } from '../parts/useCommand';
import classes from './BoardTable.module.css';
import { type BoardRow, stepState } from './board';
import { briefOf, figuresOf, sentenceOf } from './checkWords';
import type { Cell } from './LineCheckBoard';
import { StepMark } from './StepMark';

interface Props {
  readonly rows: readonly BoardRow[];
  readonly onOpen: (cell: Cell) => void;
}

export function BoardTable({ rows, onOpen }: Props) {
  const { t } = useLanguage();
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('check.site')}</th>
            {STEPS.map((step) => (
              <th key={step} scope="col">
                {t(`check.step.${step}`)}
              </th>
            ))}
            <th scope="col">{t('check.result')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.site.seat} row={row} onOpen={onOpen} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ row, onOpen }: { row: BoardRow; onOpen: Props['onOpen'] }) {
  const { t } = useLanguage();
  const view = useMeetingView();
  const give = useCommand();
  const { site, check } = row;
  return (
    <tr data-ready={check.ready || undefined}>
      <th scope="row" className={classes.site}>
        <Tooltip label={site.name} disabled={site.name === site.short_name}>
          <span>{site.short_name}</span>
        </Tooltip>
      </th>
      {STEPS.map((step) => (
        <StepCell key={step} row={row} step={step} onOpen={onOpen} />
      ))}
      <td className={classes.result}>
        <div className={classes.standing}>
          <Standing row={row} />
          {can(view, 'check.again') && (
            <Tooltip label={t('check.askSite', { site: site.short_name })}>
              <ActionIcon
                variant="subtle"
                size="lg"
                aria-label={t('check.askSite', { site: site.name })}
                onClick={() => void give('check.again', { seat: site.seat })}
              >
                <IconRefresh size={19} />
              </ActionIcon>
            </Tooltip>
          )}
        </div>
      </td>
    </tr>
  );
}

function StepCell({ row, step, onOpen }: { row: BoardRow; step: CheckStep; onOpen: Props['onOpen'] }) {
  const { t, language } = useLanguage();
  const { site, check } = row;
  const found = check.steps[step];
  const state = stepState(check, step);
  return (
    <td className={classes.cell} data-state={state}>
      <UnstyledButton className={classes.press ?? ''} onClick={() => onOpen({ seat: site.seat, step })}>
        <span className="visually-hidden">
          {t('check.cell', { site: site.name, step: t(`check.step.${step}`) })}{' '}
        </span>
        <StepMark state={state} size={18} />
        {found && <span className={`figures ${classes.figures}`}>{behind(t, step, found)}</span>}
        {found && <span className={`figures ${classes.time}`}>{formatTime(found.at, language)}</span>}
      </UnstyledButton>
    </td>
  );
}

/** What a cell says under its verdict: the officer's reason, what is wrong, or what was measured. */
function behind(t: Translate, step: CheckStep, found: CheckResult): string {
  if (found.by_hand) return sentenceOf(t, step, found);
  return found.result === 'passed' ? figuresOf(t, found) : briefOf(t, step, found);
}

/** Whether the hall is ready; if not, the reason that no cell tells. */
function Standing({ row: { site, check } }: { row: BoardRow }) {
  const { t } = useLanguage();
  if (!site.present)
    return (
      <span className={classes.word} data-tone="bad">
        <IconPlugConnectedX size={20} aria-hidden /> {t('check.siteAbsent')}
      </span>
    );
  if (check.ready)
    return (
      <span className={classes.word} data-tone="good">
        <IconCircleCheck size={20} aria-hidden /> {t('check.siteReady')}
      </span>
    );
  if (check.stale)
    return (
      <Tooltip label={t('check.siteStale')}>
        <span className={classes.word} data-tone="warn">
          <IconHistory size={20} aria-hidden /> {t('check.siteNotReady')}
          <span className="visually-hidden">: {t('check.siteStale')}</span>
        </span>
      </Tooltip>
    );
  return (
    <span className={classes.word} data-tone="bad">
      <IconCircleX size={20} aria-hidden /> {t('check.siteNotReady')}
    </span>
  );
}
