// A sent slip as the office follows it: how far the answers are, what they say, and what can be done.
import { Anchor, Progress, Skeleton } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { Link, Navigate, useParams } from 'react-router';
import type { WholeSlip } from '../../api/opinions';
import { PageShell } from '../../components/PageShell';
import { useLanguage } from '../../i18n';
import { Gate } from '../home/Gate';
import { LoadFailed, Notice } from '../home/Notice';
import { useNow } from '../home/useNow';
import { BoardActs } from './BoardActs';
import { ByGroup, ByTime, Results } from './Charts';
import { Course } from './Course';
import { FileList } from './Files';
import classes from './Opinions.module.css';
import { StatePill } from './Pills';
import { RecipientTable } from './RecipientTable';
import { useSlip } from './useSlips';
import { leftText, momentText, titleOf } from './words';

export default function BoardScreen() {
  return <Gate>{() => <Loaded />}</Gate>;
}

function Loaded() {
  const { t } = useLanguage();
  const { slip = '' } = useParams();
  const found = useSlip(slip);
  if (found.data?.state === 'draft') return <Navigate to={`/opinions/${slip}/edit`} replace />;
  return (
    <PageShell width="wide">
      <Anchor component={Link} to="/opinions?tab=office" className={classes.back ?? ''}>
        <IconArrowLeft size={18} aria-hidden />
        {t('opinions.backToList')}
      </Anchor>
      {found.isPending && <Skeleton h={320} radius="lg" />}
      {found.isError && !found.data && (
        <LoadFailed title={t('opinions.loadFailed')} problem={found.error} retry={found.refetch} />
      )}
      {found.data && <Board slip={found.data} />}
    </PageShell>
  );
}

function Board({ slip }: { slip: WholeSlip }) {
  const { t } = useLanguage();
  return (
    <>
      <Head slip={slip} />
      {slip.state === 'recalled' && (
        <Notice tone="bad" title={t('opinions.recalledTitle')}>
          {t('opinions.reasonIs', { reason: slip.reason })}
        </Notice>
      )}
      <BoardActs slip={slip} />
      <div className={`${classes.columns} ${classes.section}`}>
        <div className={classes.stack}>
          <Standing slip={slip} />
          <Results slip={slip} />
          <ByGroup slip={slip} />
          <ByTime slip={slip} />
        </div>
        <div className={classes.stack}>
          <RecipientTable slip={slip} />
          {slip.papers.length > 0 && (
            <section className={`surface ${classes.panel}`}>
              <h2>{t('opinions.papers')}</h2>
              <FileList slip={slip.id} files={slip.papers} />
            </section>
          )}
          <Course slip={slip} />
        </div>
      </div>
    </>
  );
}

function Head({ slip }: { slip: WholeSlip }) {
  const { t, language } = useLanguage();
  const now = useNow(30_000);
  return (
    <header className={classes.head}>
      <div>
        <h1 className={classes.title}>{titleOf(slip, t)}</h1>
        <p className={classes.facts}>
          <StatePill state={slip.state} />
          {slip.number && <span>{slip.number}</span>}
          <span>{slip.author.name}</span>
          <span className="figures">
            {t('opinions.until', { at: momentText(slip.deadline, language) })}
            {slip.is_open && ` (${leftText(slip.deadline, now, t)})`}
          </span>
        </p>
      </div>
    </header>
  );
}

function Standing({ slip }: { slip: WholeSlip }) {
  const { t } = useLanguage();
  const { figures } = slip;
  const share = figures.recipients ? (100 * figures.answered) / figures.recipients : 0;
  const counted = t('opinions.answeredOf', { n: figures.answered, all: figures.recipients });
  const stages = ['unseen', 'seen', 'passed_up', 'returned'] as const;
  return (
    <section className={`surface ${classes.panel}`} aria-live="polite">
      <h2>{t('opinions.progress')}</h2>
      <p className={`figures ${classes.title}`}>
        <strong>{counted}</strong>
      </p>
      <Progress value={share} size="xl" my="sm" aria-label={counted} />
      <p className={classes.facts}>
        {stages
          .filter((stage) => (figures.stages[stage] ?? 0) > 0)
          .map((stage) => (
            <span key={stage} className="figures">
              {t(`opinions.stage_${stage}`)}: {figures.stages[stage]}
            </span>
          ))}
        {figures.is_open && (
          <span className={classes.pill} data-tone="warn">
            {t('opinions.open')}
          </span>
        )}
        {(figures.is_contested || (figures.answered > 0 && !figures.is_open)) && (
          <span className={classes.pill} data-tone={figures.is_contested ? 'bad' : 'good'}>
            {t(figures.is_contested ? 'opinions.contested' : 'opinions.settled')}
          </span>
        )}
      </p>
      {slip.is_open && <p className={classes.small}>{t('opinions.live')}</p>}
    </section>
  );
}
