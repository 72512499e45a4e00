// The last hour of one line in a cell: the rate it sent as a line, lost packets as bars below.
import type { LineHistory } from '../../api/view/board';
import { useLanguage } from '../../i18n';
import { highest, percent, rate } from './figures';
import { bars, linePath, thin, worst } from './plot';
import classes from './Sparkline.module.css';

const WIDTH = 120;
const HEIGHT = 26;
/** Loss below this is not worth a bar; a tenth fills the cell. */
const LOSS_FROM = 0.01;
const LOSS_MOST = 0.15;
/** A point every two pixels or so. */
const SHOWN = 60;
const mean = (known: readonly number[]) => known.reduce((total, value) => total + value, 0) / known.length;

export function Sparkline({ history }: { history: LineHistory | undefined }) {
  const { t, language } = useLanguage();
  const sent = history?.up_bps ?? [];
  const most = highest(sent);
  if (!history || most === null) return <span className={classes.none}>{t('control.noHour')}</span>;
  const loss = thin(worst(history.loss_up, history.loss_down), SHOWN, mean);
  const label = t('control.hour', {
    rate: rate(most, language),
    loss: percent(highest(worst(history.loss_up, history.loss_down)), language),
  });
  return (
    <svg
      className={classes.spark}
      viewBox={`0 -1 ${WIDTH} ${HEIGHT + 2}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      <title>{label}</title>
      <path className={classes.base} d={`M0 ${HEIGHT}H${WIDTH}`} />
      {bars(loss, WIDTH, HEIGHT, LOSS_FROM, LOSS_MOST).map(({ x, height }) => (
        <path
          key={x}
          className={classes.loss}
          d={`M${x.toFixed(1)} ${HEIGHT}V${(HEIGHT - height).toFixed(1)}`}
        />
      ))}
      <path className={classes.line} d={linePath(thin(sent, SHOWN, mean), WIDTH, HEIGHT, most * 1.05)} />
    </svg>
  );
}
