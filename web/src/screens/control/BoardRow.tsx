// One line of the board. The whole row opens its details; the name is the button that does so by keyboard.
import {
  IconBattery,
  IconBattery1,
  IconBattery2,
  IconBattery3,
  IconBattery4,
  IconBatteryCharging,
  IconLock,
  IconMicrophone,
} from '@tabler/icons-react';
import { memo } from 'react';
import type { LineHistory, BoardRow as Row } from '../../api/view/board';
import { useLanguage } from '../../i18n';
import classes from './Board.module.css';
import { milliseconds, NOTHING, percent, rate } from './figures';
import { LevelMark } from './LevelMark';
import { Sparkline } from './Sparkline';
import type { Line } from './useBoard';

interface Props {
  readonly line: Line;
  readonly row: Row | undefined;
  readonly history: LineHistory | undefined;
  readonly onOpen: (seat: string) => void;
}

export const BoardRow = memo(function BoardRow({ line, row, history, onOpen }: Props) {
  const { t, language } = useLanguage();
  const level = row?.level ?? 'ok';
  const gone = !line.present;
  return (
    <tr
      className={classes.row}
      data-level={level}
      data-gone={gone || undefined}
      onClick={() => onOpen(line.seat)}
    >
      <td className={classes.state}>
        <LevelMark level={level} />
      </td>
      <th scope="row" className={classes.site}>
        <button type="button" className={classes.name} data-seat={line.seat} title={line.name}>
          {line.short}
          <span className="visually-hidden"> · {t('control.details', { name: line.name })}</span>
        </button>
        <MicrophoneSign line={line} />
      </th>
      <td className={classes.trouble}>
        <Trouble row={row} />
      </td>
      <td className={`figures ${classes.rate}`} data-label={t('control.column.up')}>
        {rate(row?.up_bps ?? null, language)}
      </td>
      <td className={`figures ${classes.rate}`} data-label={t('control.column.down')}>
        {rate(row?.down_bps ?? null, language)}
      </td>
      <td className={`figures ${classes.loss}`} data-label={t('control.column.loss')}>
        {percent(row?.loss_up ?? null, language)} · {percent(row?.loss_down ?? null, language)}
      </td>
      <td className={`figures ${classes.number}`} data-label={t('control.column.rtt')}>
        {milliseconds(row?.rtt_ms ?? null)}
      </td>
      <td className={classes.path} data-label={t('control.column.path')}>
        {row?.path?.toUpperCase() ?? NOTHING}
      </td>
      <td
        className={classes.word}
        data-label={t('control.column.picture')}
        data-bad={isBad(row?.picture) || undefined}
      >
        {row?.picture ? t(`control.picture.${row.picture}`) : NOTHING}
      </td>
      <td
        className={classes.word}
        data-label={t('control.column.sound')}
        data-bad={isBad(row?.sound) || undefined}
      >
        {row?.sound ? t(`control.sound.${row.sound}`) : NOTHING}
      </td>
      <td className={`figures ${classes.battery}`} data-label={t('control.column.battery')}>
        <Battery row={row} />
      </td>
      <td className={classes.browser} data-label={t('control.column.browser')}>
        {row?.browser || NOTHING}
      </td>
      <td className={classes.hour}>
        <Sparkline history={history} />
      </td>
    </tr>
  );
});

const WELL: readonly unknown[] = ['ok', 'off', null, undefined];
function isBad(state: unknown): boolean {
  return !WELL.includes(state);
}

function Trouble({ row }: { row: Row | undefined }) {
  const { t } = useLanguage();
  const [first, ...more] = row?.warnings ?? [];
  if (!first) return null;
  return (
    <>
      <strong className={classes.what}>{t(`control.warn.${first}.title`)}</strong>
      {more.length > 0 && <span className={classes.more}>{t('control.more', { n: more.length })}</span>}
      <span className={classes.todo}>{t(`control.warn.${first}.todo`)}</span>
    </>
  );
}

function MicrophoneSign({ line }: { line: Line }) {
  const { t } = useLanguage();
  if (line.microphone === 'open')
    return (
      <IconMicrophone size="1.2em" className={classes.open} role="img" aria-label={t('control.micOpen')} />
    );
  if (line.microphone === 'muted')
    return <IconLock size="1.2em" className={classes.muted} role="img" aria-label={t('control.micMuted')} />;
  return null;
}

const BATTERIES = [IconBattery, IconBattery1, IconBattery2, IconBattery3, IconBattery4];

function Battery({ row }: { row: Row | undefined }) {
  const { t, language } = useLanguage();
  const level = row?.battery ?? null;
  if (level === null) return NOTHING;
  const Sign = row?.charging ? IconBatteryCharging : (BATTERIES[Math.round(level / 25)] ?? IconBattery4);
  return (
    <span className={classes.charge}>
      <Sign size="1.35em" stroke={1.7} aria-hidden />
      {percent(level / 100, language)}
      {row?.charging && <span className="visually-hidden">{t('control.charging')}</span>}
    </span>
  );
}
