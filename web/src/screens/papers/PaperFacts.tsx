// What is said about a paper in one line: number, kind, issuer, date, version; marked and withdrawn ones by word and sign.
import { IconBan, IconLock } from '@tabler/icons-react';
import type { Said, Withdrawal } from '../../api/view/papers';
import { type Key, type Language, type Translate, useLanguage } from '../../i18n';
import { formatTime } from '../../lib/format';
import { dayFigures } from '../../lib/localTime';
import classes from './PaperFacts.module.css';

export type Told = Omit<Said, 'title' | 'item'> & {
  readonly version: number;
  readonly replaced_at?: string | null;
  readonly withdrawn?: Withdrawal | null;
};

export function paperFacts(paper: Told, t: Translate, language: Language): string[] {
  return [
    paper.number,
    paper.kind === 'other' ? '' : t(`papers.kind_${paper.kind}` as Key),
    paper.issuer,
    paper.dated ? dayFigures(paper.dated) : '',
    paper.version > 1 ? t('papers.version', { n: paper.version }) : '',
    paper.replaced_at ? t('papers.replacedAt', { time: formatTime(paper.replaced_at, language) }) : '',
  ].filter(Boolean);
}

export function PaperFacts({ paper, more = [] }: { paper: Told; more?: readonly string[] }) {
  const { t, language } = useLanguage();
  const facts = [...paperFacts(paper, t, language), ...more.filter(Boolean)];
  return (
    <span className={classes.facts}>
      {paper.marking !== 'normal' && <MarkingBadge marking={paper.marking} />}
      {paper.withdrawn && <WithdrawnBadge gone={paper.withdrawn} />}
      {facts.length > 0 && <span className={classes.text}>{facts.join(' · ')}</span>}
    </span>
  );
}

export function MarkingBadge({ marking }: { marking: string }) {
  const { t } = useLanguage();
  return (
    <span className={classes.marking}>
      <IconLock size={13} stroke={2.2} aria-hidden />
      {t(`papers.marking_${marking}` as Key)}
    </span>
  );
}

function WithdrawnBadge({ gone }: { gone: Withdrawal }) {
  const { t, language } = useLanguage();
  const time = formatTime(gone.at, language);
  return (
    <span className={classes.withdrawn}>
      <IconBan size={13} stroke={2.2} aria-hidden />
      {gone.reason ? t('papers.withdrawnWhy', { time, reason: gone.reason }) : t('papers.withdrawn')}
    </span>
  );
}
