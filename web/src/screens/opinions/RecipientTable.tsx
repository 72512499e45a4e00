// Every recipient with their stage and answer; those who are late can be reminded one by one.
import { ActionIcon, TextInput, Tooltip } from '@mantine/core';
import { IconBellRinging, IconPaperclip, IconSearch } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { OPINIONS, opinions, type Recipient, type WholeSlip } from '../../api/opinions';
import { type Key, useLanguage } from '../../i18n';
import { notifyDone } from '../../lib/notify';
import { matches } from '../home/fold';
import { MoreRows, ROWS } from './MoreRows';
import shared from './Opinions.module.css';
import { StagePill } from './Pills';
import chooser from './RecipientChooser.module.css';
import classes from './RecipientTable.module.css';
import { useKeyed } from './useKeyed';
import { momentText } from './words';

const FILTERS = ['all', 'missing', ...OPINIONS] as const;
type Choice = (typeof FILTERS)[number];
const LABELS: Readonly<Record<Choice, Key>> = {
  all: 'opinions.filterAll',
  missing: 'opinions.filterMissing',
  agree: 'opinions.agree',
  disagree: 'opinions.disagree',
  other: 'opinions.other',
};

function fits(one: Recipient, choice: Choice): boolean {
  if (choice === 'all') return true;
  if (choice === 'missing') return one.answer === null;
  return one.answer?.opinions.some((given) => given.opinion === choice) ?? false;
}

export function RecipientTable({ slip }: { slip: WholeSlip }) {
  const { t } = useLanguage();
  const [query, setQuery] = useState('');
  const [choice, setChoice] = useState<Choice>('all');
  const [rows, setRows] = useState(ROWS);
  const shown = useMemo(
    () => slip.recipients.filter((one) => fits(one, choice) && matches(query, one.name, one.office)),
    [slip.recipients, query, choice],
  );
  return (
    <section className={`surface ${shared.panel} ${shared.stack}`}>
      <h2>{t('opinions.people')}</h2>
      <TextInput
        aria-label={t('opinions.searchPeople')}
        placeholder={t('opinions.searchPeople')}
        leftSection={<IconSearch size={18} aria-hidden />}
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
      />
      <div className={chooser.groups}>
        {FILTERS.map((name) => (
          <button key={name} type="button" aria-pressed={choice === name} onClick={() => setChoice(name)}>
            {t(LABELS[name])}{' '}
            <span className="figures">{slip.recipients.filter((one) => fits(one, name)).length}</span>
          </button>
        ))}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls is reached by keyboard */}
      <ul className={classes.rows} tabIndex={0} aria-label={t('opinions.people')}>
        {shown.slice(0, rows).map((one) => (
          <Row key={one.account} slip={slip} one={one} />
        ))}
      </ul>
      <MoreRows left={shown.length - rows} onMore={() => setRows(rows + ROWS)} />
    </section>
  );
}

function Row({ slip, one }: { slip: WholeSlip; one: Recipient }) {
  const { t, language } = useLanguage();
  const remind = useKeyed(
    (_: undefined, key) => opinions.remind(slip.id, [one.account], key),
    () => notifyDone(t('opinions.reminded', { n: 1 })),
  );
  const mayRemind = slip.may_change && slip.is_open && one.stage !== 'answered';
  const superior = one.holders.at(-1)?.name;
  return (
    <li>
      <div className={classes.who}>
        <strong>{one.name}</strong>
        <small>{one.office}</small>
        {one.answer?.opinions.map((given, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: one line for each question, in their order
          <p key={n} className={classes.said} data-kind={given.opinion}>
            <strong>{t(`opinions.${given.opinion}`)}</strong>
            {given.text && `: ${given.text}`}
          </p>
        ))}
        {one.answer?.attachment && (
          <a
            href={opinions.fileUrl(slip.id, one.answer.attachment.id)}
            target="_blank"
            rel="noreferrer"
            className={classes.attached}
          >
            <IconPaperclip size={16} aria-hidden />
            {one.answer.attachment.name}
          </a>
        )}
      </div>
      <div className={classes.side}>
        <StagePill stage={one.stage} />
        <small className="figures">
          {[
            one.answered_at && momentText(one.answered_at, language),
            one.answered_by !== one.account && one.answered_by_name,
            one.stage === 'passed_up' && superior,
            one.reminders > 0 && t('opinions.remindedTimes', { n: one.reminders }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </small>
      </div>
      {mayRemind && (
        <Tooltip label={t('opinions.remindOne', { name: one.name })}>
          <ActionIcon
            variant="subtle"
            size="lg"
            loading={remind.isPending}
            aria-label={t('opinions.remindOne', { name: one.name })}
            onClick={() => remind.mutate(undefined)}
          >
            <IconBellRinging size={20} aria-hidden />
          </ActionIcon>
        </Tooltip>
      )}
    </li>
  );
}
