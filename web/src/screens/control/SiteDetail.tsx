// Everything about one line: its picture, what is wrong and what to do, figures, the last hour, what can be done.
import { Button, Drawer } from '@mantine/core';
import { IconLock, IconLockOpen } from '@tabler/icons-react';
import type { BoardRow, LineHistory } from '../../api/view/board';
import { type Key, useLanguage } from '../../i18n';
import { can, personOf } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';
import { useCommand } from '../parts/useCommand';
import { VideoTile } from '../parts/VideoTile';
import { RemoteMenu } from '../talkback/RemoteMenu';
import { TalkbackButton } from '../talkback/TalkbackButton';
import { Chart } from './Chart';
import { CheckState } from './CheckState';
import { milliseconds, NOTHING, percent, rate } from './figures';
import { LevelMark } from './LevelMark';
import classes from './SiteDetail.module.css';
import { linesOf, useWatchedBoard } from './useBoard';

export function SiteDetail({ seat, onClose }: { seat: string | null; onClose: () => void }) {
  const { t } = useLanguage();
  const view = useMeetingView();
  return (
    <Drawer
      opened={seat !== null}
      onClose={onClose}
      position="right"
      size="min(560px, 100vw)"
      title={<span className={classes.title}>{personOf(view, seat).name}</span>}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {seat !== null && <Detail seat={seat} />}
    </Drawer>
  );
}

function Detail({ seat }: { seat: string }) {
  const view = useMeetingView();
  const { rows, history } = useWatchedBoard();
  const [row, hour] = [rows[seat], history[seat]];
  const line = linesOf(view, rows).find((one) => one.seat === seat);
  return (
    <div className={classes.detail}>
      <div className={classes.picture}>
        <VideoTile seat={seat} name={line?.short ?? ''} present={line?.present ?? false} fit="contain" />
      </div>
      <div className={classes.actions}>
        <MuteButton seat={seat} muted={line?.microphone === 'muted'} />
        <TalkbackButton seat={seat} />
        <RemoteMenu seat={seat} />
      </div>
      {row && <Warnings row={row} />}
      <CheckState seat={seat} />
      {row && <Figures row={row} />}
      {hour && <Charts hour={hour} />}
    </div>
  );
}

function MuteButton({ seat, muted }: { seat: string; muted: boolean }) {
  const { t } = useLanguage();
  const view = useMeetingView();
  const give = useCommand();
  const command = muted ? 'mic.unmute' : 'mic.mute';
  if (!can(view, command)) return null;
  const Sign = muted ? IconLockOpen : IconLock;
  return (
    <Button
      variant="default"
      leftSection={<Sign size={18} aria-hidden />}
      onClick={() => void give(command, muted ? { seat } : { seat, reason: '' })}
    >
      {t(muted ? 'control.unmute' : 'control.mute')}
    </Button>
  );
}

function Warnings({ row }: { row: BoardRow }) {
  const { t } = useLanguage();
  if (row.warnings.length === 0)
    return (
      <p className={classes.well}>
        <LevelMark level="ok" word />
      </p>
    );
  return (
    <ul className={classes.warnings} aria-label={t('control.column.warning')}>
      {row.warnings.map((code, at) => (
        <li key={code} className={classes.warning} data-level={row.level}>
          {at === 0 && <LevelMark level={row.level} word />}
          <strong>{t(`control.warn.${code}.title`)}</strong>
          <span>{t(`control.warn.${code}.todo`)}</span>
        </li>
      ))}
    </ul>
  );
}

function Figures({ row }: { row: BoardRow }) {
  const { t, language } = useLanguage();
  const yes = (value: boolean | null) => (value === null ? NOTHING : t(value ? 'control.yes' : 'control.no'));
  const papers = ({ papers_held: held, papers_of: of, papers_share: share }: BoardRow) =>
    held === null || of === null || share === null
      ? NOTHING
      : t('control.papers', { held, of, share: percent(Math.floor(share * 100) / 100, language) });
  const battery = row.battery === null ? t('control.none') : percent(row.battery / 100, language);
  const entries: readonly (readonly [Key, string])[] = [
    ['control.column.up', rate(row.up_bps, language)],
    ['control.column.down', rate(row.down_bps, language)],
    ['control.column.loss_up', percent(row.loss_up, language)],
    ['control.column.loss_down', percent(row.loss_down, language)],
    ['control.column.rtt', milliseconds(row.rtt_ms)],
    ['control.column.path', row.path?.toUpperCase() ?? NOTHING],
    ['control.column.picture', row.picture ? t(`control.picture.${row.picture}`) : NOTHING],
    ['control.column.sound', row.sound ? t(`control.sound.${row.sound}`) : NOTHING],
    ['control.column.battery', row.charging ? `${battery}, ${t('control.charging')}` : battery],
    ['control.column.browser', row.browser || NOTHING],
    ['control.column.papers', papers(row)],
    ['control.column.follows', yes(row.follows)],
    ['control.column.clock', row.clock_ms === null ? NOTHING : seconds(row.clock_ms)],
  ];
  return (
    <dl className={classes.figures}>
      {entries.map(([name, value]) => (
        <div key={name}>
          <dt>{t(name)}</dt>
          <dd className="figures">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function seconds(ms: number): string {
  return `${Math.round(ms / 100) / 10} s`;
}

function Charts({ hour }: { hour: LineHistory }) {
  return (
    <div className={classes.charts}>
      <Chart
        title="control.chart.rates"
        history={hour}
        least={500_000}
        series={[
          { name: 'up_bps', word: 'control.chart.up' },
          { name: 'down_bps', word: 'control.chart.down' },
        ]}
      />
      <Chart
        title="control.chart.loss"
        history={hour}
        least={0.05}
        series={[
          { name: 'loss_up', word: 'control.chart.up' },
          { name: 'loss_down', word: 'control.chart.down' },
        ]}
      />
      <Chart title="control.chart.rtt" history={hour} least={100} series={[{ name: 'rtt_ms' }]} />
    </div>
  );
}
