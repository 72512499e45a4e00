// One or two series of the last hour as a chart with its scale, its times and its words.
import type { LineHistory, Series } from '../../api/view/board';
import { type Key, useLanguage } from '../../i18n';
import { formatTime } from '../../lib/format';
import classes from './Chart.module.css';
import { highest, seriesText } from './figures';
import { linePath, roundUp } from './plot';

const WIDTH = 400;
const HEIGHT = 84;

interface Props {
  readonly title: Key;
  readonly history: LineHistory;
  readonly series: readonly { readonly name: Series; readonly word?: Key }[];
  /** The top of the scale is at least this. */
  readonly least: number;
}

export function Chart({ title, history, series, least }: Props) {
  const { t, language } = useLanguage();
  const most = roundUp(Math.max(least, ...series.map(({ name }) => highest(history[name]) ?? 0)));
  const [first] = series;
  const end = Date.parse(history.t0) + history.rtt_ms.length * history.step_s * 1000;
  const told = series.map(({ name, word }) => {
    const value = t('control.chart.most', { value: seriesText(name, highest(history[name]), language) });
    return word ? `${t(word)} ${value}` : value;
  });
  return (
    <figure className={classes.chart}>
      <figcaption className={classes.caption}>
        <strong>{t(title)}</strong>
        <span className={classes.legend}>
          {series.map(({ name, word }, at) => (
            <span key={name} className={classes.key} data-dashed={at === 1 || undefined}>
              <svg viewBox="0 0 22 6" width="22" height="6" aria-hidden="true">
                <path d="M0 3H22" />
              </svg>
              {word ? `${t(word)} ` : ''}
              <span className="figures">{seriesText(name, history[name].at(-1) ?? null, language)}</span>
            </span>
          ))}
        </span>
      </figcaption>
      <div className={classes.frame}>
        <span className={`figures ${classes.top}`}>
          {first ? seriesText(first.name, most, language) : ''}
        </span>
        <svg
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={`${t(title)}: ${told.join('; ')}`}
        >
          <path className={classes.grid} d={`M0 0H${WIDTH}M0 ${HEIGHT / 2}H${WIDTH}M0 ${HEIGHT}H${WIDTH}`} />
          {series.map(({ name }, at) => (
            <path
              key={name}
              className={classes.line}
              data-dashed={at === 1 || undefined}
              d={linePath(history[name], WIDTH, HEIGHT, most)}
            />
          ))}
        </svg>
      </div>
      <div className={`figures ${classes.times}`}>
        <span>{formatTime(history.t0, language)}</span>
        <span>{formatTime(end, language)}</span>
      </div>
    </figure>
  );
}
