// One recipient's slip: what is asked, its papers, and the answer. Made for a phone first.
import { Anchor, Button, Skeleton } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Link, useParams } from 'react-router';
import { type MySlip, opinions } from '../../api/opinions';
import { PageShell } from '../../components/PageShell';
import { useLanguage } from '../../i18n';
import type { Principal } from '../../stores/session';
import { Gate } from '../home/Gate';
import { LoadFailed, Notice } from '../home/Notice';
import { useNow } from '../home/useNow';
import { AnswerPanel } from './AnswerPanel';
import { FileList } from './Files';
import classes from './Opinions.module.css';
import { Others } from './Others';
import { StagePill, StatePill } from './Pills';
import { useKeyed } from './useKeyed';
import { Versions } from './Versions';
import { leftText, momentText, titleOf } from './words';

export default function AnswerScreen() {
  return <Gate>{(principal) => <Opened principal={principal} />}</Gate>;
}

function Opened({ principal }: { principal: Principal }) {
  const { t } = useLanguage();
  const { slip = '', account = '' } = useParams();
  const found = useQuery({
    queryKey: ['opinions', 'answer', slip, account],
    queryFn: () => opinions.open(slip, account),
    refetchInterval: 20_000,
  });
  const unseen = found.data?.recipient.stage === 'unseen' && account === principal.id;
  useEffect(() => {
    // Only a note for the office; the next opening tries again.
    if (unseen) opinions.seen(slip, account).catch(() => undefined);
  }, [unseen, slip, account]);
  return (
    <PageShell>
      <Anchor component={Link} to="/opinions" className={classes.back ?? ''}>
        <IconArrowLeft size={18} aria-hidden />
        {t('opinions.backToList')}
      </Anchor>
      {found.isPending && <Skeleton h={320} radius="lg" />}
      {found.isError && !found.data && (
        <LoadFailed title={t('opinions.loadFailed')} problem={found.error} retry={found.refetch} />
      )}
      {found.data && <Whole one={found.data} me={principal.id} />}
    </PageShell>
  );
}

function Whole({ one, me }: { one: MySlip; me: string }) {
  const { t, language } = useLanguage();
  const now = useNow(30_000);
  const { slip, recipient, papers = [] } = one;
  return (
    <>
      <header className={classes.head}>
        <div>
          <h1 className={classes.title}>{titleOf(slip, t)}</h1>
          <p className={classes.facts}>
            {slip.state === 'sent' ? (
              <StagePill stage={recipient.stage} mine={recipient.holder === me} />
            ) : (
              <StatePill state={slip.state} />
            )}
            {slip.number && <span>{slip.number}</span>}
            <span>{t('opinions.from', { name: slip.author.office || slip.author.name })}</span>
            <span className="figures">
              {t('opinions.until', { at: momentText(slip.deadline, language) })}
              {slip.is_open && ` (${leftText(slip.deadline, now, t)})`}
            </span>
            {recipient.account !== me && <strong>{t('opinions.onBehalf', { name: recipient.name })}</strong>}
          </p>
        </div>
      </header>
      <div className={classes.columns}>
        <div className={classes.stack}>
          {slip.body && (
            <section className={`surface ${classes.panel}`}>
              <p className={classes.text}>{slip.body}</p>
            </section>
          )}
          {papers.length > 0 && (
            <section className={`surface ${classes.panel}`}>
              <h2>{t('opinions.papers')}</h2>
              <FileList slip={slip.id} files={papers} />
            </section>
          )}
          {recipient.version > 0 && <Versions slip={slip} account={recipient.account} />}
        </div>
        <div className={classes.stack}>
          <Standing one={one} me={me} />
          <AnswerPanel key={`${recipient.version} ${recipient.holder}`} one={one} me={me} />
          {slip.shows_answers && <Others one={one} />}
        </div>
      </div>
    </>
  );
}

/** What keeps one from answering, or what somebody above or below has said. */
function Standing({ one, me }: { one: MySlip; me: string }) {
  const { t } = useLanguage();
  const { slip, recipient } = one;
  if (slip.state === 'recalled') {
    return (
      <Notice tone="bad" title={t('opinions.recalledTitle')}>
        {t('opinions.reasonIs', { reason: slip.reason })}
      </Notice>
    );
  }
  if (!slip.is_open) {
    return (
      <Notice tone="warn" title={t('opinions.closedTitle')}>
        {t('opinions.closedHelp', { name: slip.author.name })}
      </Notice>
    );
  }
  if (recipient.holder !== me) return <WithSuperior one={one} me={me} />;
  if (recipient.note && recipient.stage !== 'answered') {
    const title =
      recipient.stage === 'returned'
        ? t('opinions.returnedTitle')
        : t('opinions.noteFrom', { name: recipient.note_by });
    return (
      <Notice tone={recipient.stage === 'returned' ? 'warn' : 'info'} title={title}>
        {recipient.stage === 'returned' ? `${recipient.note_by}: ${recipient.note}` : recipient.note}
      </Notice>
    );
  }
  if (slip.needs_superior && recipient.holders.length === 0)
    return <Notice tone="info" title={t('opinions.needsSuperior')} />;
  return null;
}

function WithSuperior({ one, me }: { one: MySlip; me: string }) {
  const { t } = useLanguage();
  const { slip, recipient } = one;
  const superior = recipient.holders.at(-1)?.name ?? '';
  const below = recipient.holders.at(-2)?.account ?? recipient.account;
  const takeBack = useKeyed((_: undefined, key) => opinions.takeBack(slip.id, recipient.account, key));
  if (recipient.stage === 'answered')
    return <Notice tone="good" title={t('opinions.answeredFor', { name: superior })} />;
  return (
    <Notice
      tone="info"
      title={t('opinions.passedTo', { name: superior })}
      action={
        below === me && (
          <Button
            size="xs"
            variant="default"
            loading={takeBack.isPending}
            onClick={() => takeBack.mutate(undefined)}
          >
            {t('opinions.takeBack')}
          </Button>
        )
      }
    >
      {t('opinions.passedHelp')}
    </Notice>
  );
}
