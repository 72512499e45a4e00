// What the answers come to: bars with their numbers beside them, told apart by hatching and mark, not colour alone.
import type { Tally, WholeSlip } from '../../api/opinions';
import { OPINIONS } from '../../api/opinions';
import { useLanguage } from '../../i18n';
import { dayFigures } from '../../lib/localTime';
import { spanText } from '../home/times';
import classes from './Charts.module.css';
import shared from './Opinions.module.css';
import { OPINION_MARK } from './Questions';
import { groupText } from './words';

export function Results({ slip }: { slip: WholeSlip }) {
  const { t } = useLanguage();
  return (
    <section className={`surface ${shared.panel}`}>
      <h2>{t('opinions.results')}</h2>
      {slip.figures.answered === 0 && <p className={shared.text}>{t('opinions.noAnswers')}</p>}
      {slip.questions.map((text, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a sent slip's questions never change places
        <div key={n} className={classes.question}>
          <p className={shared.text}>
            {slip.questions.length > 1 && <strong>{t('opinions.question', { n: n + 1 })}. </strong>}
            {text}
          </p>
          {slip.figures.answered > 0 && (
            <Bars tally={slip.figures.tallies[n] ?? NONE} all={slip.figures.answered} />
          )}
        </div>
      ))}
    </section>
  );
}

const NONE: Tally = { agree: 0, disagree: 0, other: 0 };

function Bars({ tally, all }: { tally: Tally; all: number }) {
  const { t, language } = useLanguage();
  const percent = new Intl.NumberFormat(language === 'vi' ? 'vi-VN' : 'en-GB', {
    style: 'percent',
    maximumFractionDigits: 1,
  });
  return (
    <dl className={classes.bars}>
      {OPINIONS.map((kind) => {
        const Mark = OPINION_MARK[kind];
        return (
          <div key={kind}>
            <dt>
              <Mark size={18} aria-hidden /> {t(`opinions.${kind}`)}
            </dt>
            <dd>
              <span className={classes.track}>
                <span
                  className={classes.fill}
                  data-kind={kind}
                  style={{ width: `${(100 * tally[kind]) / all}%` }}
                />
              </span>
              <span className="figures">
                {tally[kind]} ({percent.format(tally[kind] / all)})
              </span>
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

export function ByGroup({ slip }: { slip: WholeSlip }) {
  const { t } = useLanguage();
  const several = slip.questions.length > 1;
  return (
    <section className={`surface ${shared.panel}`}>
      <h2>{t('opinions.byGroup')}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls is reached by keyboard */}
      <section className={classes.scroll} tabIndex={0} aria-label={t('opinions.byGroup')}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th>{t('opinions.group')}</th>
              <th>{t('opinions.stage_answered')}</th>
              {OPINIONS.map((kind) => (
                <th key={kind}>{t(`opinions.${kind}`)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {slip.figures.groups.map((group) => (
              <tr key={group.name}>
                <th scope="row">{groupText(group.name, t)}</th>
                <td className="figures">
                  {group.answered}/{group.recipients}
                </td>
                {OPINIONS.map((kind) => (
                  <td key={kind} className="figures">
                    {group.tallies.map((tally) => tally[kind]).join(several ? ' / ' : '')}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {several && <p className={shared.small}>{t('opinions.cellOrder')}</p>}
    </section>
  );
}

export function ByTime({ slip }: { slip: WholeSlip }) {
  const { t } = useLanguage();
  const { by_day, median_s } = slip.figures;
  if (by_day.length === 0) return null;
  const most = Math.max(...by_day.map((one) => one.answers), 1);
  return (
    <section className={`surface ${shared.panel}`}>
      <h2>{t('opinions.byTime')}</h2>
      {median_s !== null && (
        <p className={shared.small}>{t('opinions.medianTime', { time: spanText(median_s, t) })}</p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls is reached by keyboard */}
      <ol className={classes.days} tabIndex={0} aria-label={t('opinions.byTime')}>
        {by_day.map((one) => (
          <li key={one.day}>
            <span className={`figures ${classes.day}`}>{dayFigures(one.day)}</span>
            <span className={classes.track}>
              <span className={classes.fill} style={{ width: `${(100 * one.answers) / most}%` }} />
            </span>
            <span className="figures">{one.answers}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
