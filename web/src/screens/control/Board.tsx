// The board: counts, filters, and one line for every site, the worst first.
import { Loader, SegmentedControl, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useCallback, useRef, useState } from 'react';
import type { Level } from '../../api/view/board';
import { type Key, useLanguage } from '../../i18n';
import { formatTime } from '../../lib/format';
import { useSeat } from '../../stores/SeatProvider';
import { matches } from '../home/fold';
import { LoadFailed } from '../home/Notice';
import { useKeyTable } from '../parts/Keys';
import { AlarmsBanner } from './AlarmsBanner';
import { counts, LEVELS, levelOf, type Rows } from './arrange';
import classes from './Board.module.css';
import { BoardRow } from './BoardRow';
import { LevelMark } from './LevelMark';
import { SiteDetail } from './SiteDetail';
import { type Line, useArrangedLines, useWatchedBoard } from './useBoard';

const FILTERS = ['all', 'trouble', 'offline', 'speaking'] as const;
type Filter = (typeof FILTERS)[number];

const COLUMNS: readonly { readonly name: Key; readonly width: string }[] = [
  { name: 'control.column.state', width: 'state' },
  { name: 'control.column.site', width: 'site' },
  { name: 'control.column.warning', width: 'trouble' },
  { name: 'control.column.sent', width: 'rate' },
  { name: 'control.column.received', width: 'rate' },
  { name: 'control.column.loss', width: 'loss' },
  { name: 'control.column.rtt', width: 'number' },
  { name: 'control.column.path', width: 'path' },
  { name: 'control.column.picture', width: 'word' },
  { name: 'control.column.sound', width: 'word' },
  { name: 'control.column.battery', width: 'battery' },
  { name: 'control.column.browser', width: 'browser' },
  { name: 'control.column.hour', width: 'hour' },
];

function passes(line: Line, level: Level, filter: Filter): boolean {
  if (filter === 'trouble') return level === 'alarm' || level === 'warning';
  if (filter === 'offline') return !line.present;
  return filter === 'all' || line.microphone === 'open';
}

export function Board() {
  const { t } = useLanguage();
  const { board } = useSeat().meeting;
  const state = useWatchedBoard();
  const [filter, setFilter] = useState<Filter>('all');
  const [search, setSearch] = useState('');
  const [held, setHeld] = useState(false);
  const [opened, setOpened] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const lines = useArrangedLines(state.rows, held);
  const shown = lines.filter(
    (line) => passes(line, levelOf(state.rows, line.seat), filter) && matches(search, line.name, line.short),
  );
  useKeyTable([
    {
      keys: ['A'],
      does: 'control.key.trouble',
      run: () => setFilter((now) => (now === 'trouble' ? 'all' : 'trouble')),
    },
    { keys: ['/'], does: 'control.key.search', run: () => field.current?.focus() },
    { keys: ['ArrowUp', 'ArrowDown'], does: 'control.key.move', native: true },
  ]);
  return (
    <div className={classes.board}>
      <AlarmsBanner alarms={state.alarms} />
      <div className={classes.tools}>
        <Summary lines={lines} rows={state.rows} />
        <SegmentedControl
          className={classes.filter ?? ''}
          aria-label={t('control.filter.label')}
          value={filter}
          onChange={(value) => setFilter(value as Filter)}
          data={FILTERS.map((value) => ({ value, label: t(`control.filter.${value}`) }))}
        />
        <TextInput
          ref={field}
          className={classes.search ?? ''}
          aria-label={t('control.search')}
          placeholder={t('control.search')}
          leftSection={<IconSearch size={17} aria-hidden />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <Since at={state.since} />
      </div>
      {state.phase === 'failed' && (
        <LoadFailed title={t('control.failed')} problem={state.problem} retry={() => void board.read()} />
      )}
      {state.phase === 'loading' && <Loader mx="auto" my="xl" aria-label={t('control.loading')} />}
      {state.phase === 'ready' && <Lines lines={shown} onHold={setHeld} onOpen={setOpened} />}
      <SiteDetail seat={opened} onClose={() => setOpened(null)} />
    </div>
  );
}

interface LinesProps {
  readonly lines: readonly Line[];
  readonly onHold: (held: boolean) => void;
  readonly onOpen: (seat: string) => void;
}

function Lines({ lines, onHold, onOpen }: LinesProps) {
  const { t } = useLanguage();
  const { rows, history } = useWatchedBoard();
  const open = useCallback((seat: string) => onOpen(seat), [onOpen]);
  if (lines.length === 0) return <p className={classes.nobody}>{t('control.nobody')}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls is reached by keyboard
    <section className={classes.scroll} tabIndex={0} aria-label={t('control.board')}>
      <table className={classes.table}>
        <thead>
          <tr>
            {COLUMNS.map(({ name, width }) => (
              <th key={name} scope="col" className={classes[width]}>
                {name === 'control.column.state' ? (
                  <span className="visually-hidden">{t(name)}</span>
                ) : (
                  t(name)
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody
          onMouseEnter={() => onHold(true)}
          onMouseLeave={() => onHold(false)}
          onFocus={() => onHold(true)}
          onBlur={() => onHold(false)}
          onKeyDown={moveBetweenRows}
        >
          {lines.map((line) => (
            <BoardRow
              key={line.seat}
              line={line}
              row={rows[line.seat]}
              history={history[line.seat]}
              onOpen={open}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** The arrow keys go from line to line. */
function moveBetweenRows(event: KeyboardEvent<HTMLElement>): void {
  const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (by === 0) return;
  const names = [...event.currentTarget.querySelectorAll<HTMLElement>('button[data-seat]')];
  const next = names[names.indexOf(document.activeElement as HTMLElement) + by];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

function Summary({ lines, rows }: { lines: readonly Line[]; rows: Rows }) {
  const found = counts(
    lines.map((line) => line.seat),
    rows,
  );
  return (
    <ul className={classes.summary}>
      {LEVELS.map((level) => (
        <li
          key={level}
          className={classes.count}
          data-level={level}
          data-none={found[level] === 0 || undefined}
        >
          <span className="figures">{found[level]}</span> <LevelMark level={level} word />
        </li>
      ))}
    </ul>
  );
}

function Since({ at }: { at: string | null }) {
  const { t, language } = useLanguage();
  if (at === null) return null;
  return (
    <span className={classes.since} title={t('control.sinceHelp')}>
      {t('control.since', { time: formatTime(at, language) })}
    </span>
  );
}
