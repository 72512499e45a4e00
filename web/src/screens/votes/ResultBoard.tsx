// What came of a vote: the outcome, a table whose rows are bars, who was there, and by name who voted how.
import { ActionIcon } from '@mantine/core';
import {
  type Icon,
  IconChevronLeft,
  IconChevronRight,
  IconCircleCheck,
  IconCircleX,
  IconScale,
  IconX,
} from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { Outcome, Poll, PollResult, Turnout } from '../../api/view/polls';
import { type Translate, useLanguage, useT } from '../../i18n';
import classes from './ResultBoard.module.css';
import { ResultNames } from './ResultNames';
import { optionWords, outcomeWords, percent } from './words';

/** How long a hall sees one part before the next. */
const PART_MS = 12_000;
/** Names on one part of a hall's screen, and on a desk. */
const NAMES = { hall: 16, desk: 24, hand: 12 } as const;

interface Props {
  readonly poll: Poll;
  readonly result: PollResult;
  /** `hall`: fills the area, readable across a hall, and goes on from part to part by itself. */
  readonly size: 'hall' | 'desk' | 'hand';
  readonly onClose?: (() => void) | undefined;
  /** The question already stands above. */
  readonly untitled?: boolean;
}

export function ResultBoard({ poll, result, size, onClose, untitled = false }: Props) {
  const t = useT();
  const perPart = NAMES[size];
  const parts = 1 + Math.ceil(result.ballots.length / perPart);
  const [part, turn] = useParts(parts, size === 'hall');
  return (
    <section
      className={classes.board}
      data-size={size}
      data-long={poll.options.length > 6 || undefined}
      aria-label={t('votes.result.title')}
    >
      {!untitled && (
        <header className={classes.head}>
          <div className={classes.title}>
            <span className={classes.label}>{t('votes.result.title')}</span>
            <h2 className={classes.question}>{poll.question}</h2>
          </div>
          {onClose && (
            <ActionIcon size={44} variant="subtle" aria-label={t('votes.result.close')} onClick={onClose}>
              <IconX size={28} />
            </ActionIcon>
          )}
        </header>
      )}
      <Verdict poll={poll} result={result} />
      <section
        className={classes.body}
        tabIndex={size === 'hall' ? 0 : undefined}
        aria-label={t(part === 0 ? 'votes.result.chart' : 'votes.result.names')}
      >
        {part === 0 ? (
          <>
            <Bars poll={poll} result={result} />
            <Facts poll={poll} result={result} />
          </>
        ) : (
          <ResultNames poll={poll} ballots={result.ballots.slice((part - 1) * perPart, part * perPart)} />
        )}
      </section>
      {parts > 1 && (
        <nav className={classes.parts} aria-label={t('votes.result.names')}>
          <ActionIcon
            size={44}
            variant="default"
            aria-label={t('votes.result.prev')}
            onClick={() => turn(-1)}
          >
            <IconChevronLeft size={26} />
          </ActionIcon>
          <span className="figures">
            {part === 0 ? t('votes.result.chart') : t('votes.result.names')} ·{' '}
            {t('votes.result.page', { page: part + 1, pages: parts })}
          </span>
          <ActionIcon size={44} variant="default" aria-label={t('votes.result.next')} onClick={() => turn(1)}>
            <IconChevronRight size={26} />
          </ActionIcon>
        </nav>
      )}
    </section>
  );
}

/** The part shown and how to turn it; by itself until somebody does. */
function useParts(parts: number, alone: boolean): readonly [number, (by: number) => void] {
  const [part, setPart] = useState(0);
  const [touched, touch] = useState(false);
  const goes = alone && !touched && parts > 1;
  useEffect(() => {
    if (!goes) return;
    const timer = setInterval(() => setPart((now) => (now + 1) % parts), PART_MS);
    return () => clearInterval(timer);
  }, [goes, parts]);
  const turn = (by: number) => {
    touch(true);
    setPart((now) => (now + by + parts) % parts);
  };
  return [Math.min(part, parts - 1), turn];
}

const SIGNS: Readonly<Record<Outcome, Icon>> = {
  carried: IconCircleCheck,
  rejected: IconCircleX,
  no_quorum: IconCircleX,
  tied: IconScale,
  void: IconCircleX,
};

function Verdict({ poll, result }: { poll: Poll; result: PollResult }) {
  const t = useT();
  const Sign = SIGNS[result.outcome];
  return (
    <p className={classes.verdict} data-outcome={result.outcome}>
      <Sign size="1.3em" aria-hidden /> <span>{outcomeWords(poll, result, t)}</span>
    </p>
  );
}

/** The table is the chart: a bar in each row, told apart by its pattern and its words, never by colour alone. */
function Bars({ poll, result }: { poll: Poll; result: PollResult }) {
  const { t, language } = useLanguage();
  const scale = Math.max(1, result.need ?? 0, ...result.counts.map(({ count }) => count));
  return (
    <table className={classes.bars} data-many={poll.options.length > 4 || undefined}>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">{t('votes.result.choice')}</th>
          <th scope="col">{t('votes.result.share')}</th>
          <th scope="col">{t('votes.result.votes')}</th>
          <th scope="col">{t('votes.result.percent')}</th>
        </tr>
      </thead>
      <tbody>
        {result.counts.map(({ choice, count, by_hands }, index) => {
          const option = poll.options.find(({ id }) => id === choice);
          const chosen = result.chosen.includes(choice);
          const needed = result.need !== null && choice !== 'abstain' && choice !== 'no';
          return (
            <tr key={choice} data-chosen={chosen || undefined}>
              <th scope="row" className={classes.choice}>
                {option ? optionWords(option, t) : choice}
                {chosen && poll.kind === 'list' && (
                  <span className={classes.picked}>
                    <IconCircleCheck size="1em" aria-hidden /> {t('votes.result.chosen')}
                  </span>
                )}
                {result.tied.includes(choice) && (
                  <span className={classes.picked} data-tied>
                    <IconScale size="1em" aria-hidden /> {t('votes.result.tiedRow')}
                  </span>
                )}
              </th>
              <td className={classes.barCell}>
                <span className={classes.track}>
                  {count > 0 && (
                    <span
                      className={classes.bar}
                      data-pattern={patternOf(choice, index)}
                      style={{ width: `${(100 * count) / scale}%` }}
                    />
                  )}
                  {needed && (
                    <span className={classes.need} style={{ left: `${(100 * (result.need ?? 0)) / scale}%` }}>
                      <span className={classes.needWords}>
                        {t('votes.result.needed', { n: result.need ?? 0 })}
                      </span>
                    </span>
                  )}
                </span>
              </td>
              <td className={`figures ${classes.count}`}>
                {count}
                {by_hands > 0 && (
                  <span className={classes.hands}>{t('votes.result.hands', { n: by_hands })}</span>
                )}
              </td>
              <td className={`figures ${classes.percent}`}>{percent(count, result.cast, language)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

const PATTERNS = ['solid', 'stripes', 'dots', 'cross'] as const;

function patternOf(choice: string, index: number): string {
  if (choice === 'yes') return 'solid';
  if (choice === 'no') return 'stripes';
  return choice === 'abstain' ? 'plain' : (PATTERNS[index % PATTERNS.length] ?? 'solid');
}

/** What the quorum was counted of, since it may be fewer than are present by the end. */
function quorumHad(turnout: Turnout, result: PollResult, t: Translate): string {
  const need = turnout.need ?? 0;
  if (turnout.counted === 'cast') return t('votes.result.quorumCast', { need, n: result.cast });
  return result.here === null
    ? t('votes.result.quorumOpening', { need, n: turnout.here })
    : t('votes.result.quorumHere', { need, n: result.here });
}

function Facts({ poll, result }: { poll: Poll; result: PollResult }) {
  const t = useT();
  const { turnout } = poll;
  const facts: readonly (readonly [string, string | number])[] = [
    [t('votes.result.entitled'), result.entitled],
    [t('votes.result.present'), result.present],
    [t('votes.result.cast'), result.cast],
    ...(result.by_hands > 0 ? [[t('votes.result.byHands'), result.by_hands] as const] : []),
  ];
  return (
    <dl className={classes.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="figures">{value}</dd>
        </div>
      ))}
      {result.quorum_met !== null && (
        <div data-met={result.quorum_met}>
          <dt>
            {t(result.quorum_met ? 'votes.result.quorumMet' : 'votes.result.quorumShort')}
            {turnout?.need != null && <span className={classes.why}>{quorumHad(turnout, result, t)}</span>}
          </dt>
          <dd>
            {result.quorum_met ? (
              <IconCircleCheck size="1em" aria-hidden />
            ) : (
              <IconCircleX size="1em" aria-hidden />
            )}
          </dd>
        </div>
      )}
    </dl>
  );
}
