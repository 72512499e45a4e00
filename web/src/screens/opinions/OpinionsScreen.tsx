// The slips sent to me, what waits first; and for the office, those it has written.
import { Button, Progress, Skeleton, Stack, Tabs } from '@mantine/core';
import { IconInbox, IconPlus, IconSend } from '@tabler/icons-react';
import { Link, useSearchParams } from 'react-router';
import type { MySlip, SlipSummary } from '../../api/opinions';
import { PageShell } from '../../components/PageShell';
import { useLanguage } from '../../i18n';
import type { Principal } from '../../stores/session';
import { Gate } from '../home/Gate';
import { Empty, LoadFailed } from '../home/Notice';
import { PasswordAsk } from '../home/PasswordAsk';
import { useNow } from '../home/useNow';
import { isWaiting } from './answering';
import { NoticeBox } from './NoticeBox';
import classes from './Opinions.module.css';
import { StagePill, StatePill } from './Pills';
import { useMySlips, useOfficeSlips } from './useSlips';
import { leftText, momentText, titleOf } from './words';

const PLANS = ['administrator', 'officer'];

export default function OpinionsScreen() {
  return <Gate>{(principal) => <Slips principal={principal} />}</Gate>;
}

function Slips({ principal }: { principal: Principal }) {
  const { t } = useLanguage();
  const [search, setSearch] = useSearchParams();
  const plans = principal.roles.some((role) => PLANS.includes(role));
  const reads = plans || principal.roles.includes('archivist');
  const mine = useMySlips();
  const waiting = (mine.data ?? []).filter((one) => isWaiting(one, principal.id)).length;
  return (
    <PageShell>
      <header className={classes.head}>
        <div>
          <h1 className={classes.title}>{t('opinions.title')}</h1>
          <p className={classes.lead}>{t('opinions.lead')}</p>
        </div>
        {plans && (
          <Button component={Link} to="/opinions/new/edit" leftSection={<IconPlus size={18} aria-hidden />}>
            {t('opinions.newSlip')}
          </Button>
        )}
      </header>
      <PasswordAsk />
      <NoticeBox />
      {reads ? (
        <Tabs
          value={search.get('tab') === 'office' ? 'office' : 'mine'}
          onChange={(tab) => setSearch(tab === 'office' ? { tab } : {}, { replace: true })}
          keepMounted={false}
          mt="lg"
        >
          <Tabs.List>
            <Tabs.Tab value="mine">
              {t('opinions.tabMine')}
              {waiting > 0 && ` (${waiting})`}
            </Tabs.Tab>
            <Tabs.Tab value="office">{t('opinions.tabOffice')}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="mine" pt="xs">
            <Mine me={principal.id} />
          </Tabs.Panel>
          <Tabs.Panel value="office" pt="xs">
            <OfficeList />
          </Tabs.Panel>
        </Tabs>
      ) : (
        <Mine me={principal.id} />
      )}
    </PageShell>
  );
}

function Mine({ me }: { me: string }) {
  const { t } = useLanguage();
  const found = useMySlips();
  const todo = (found.data ?? []).filter((one) => isWaiting(one, me));
  const rest = (found.data ?? []).filter((one) => !isWaiting(one, me));
  if (found.isPending) return <Waiting />;
  if (found.isError && !found.data)
    return <LoadFailed title={t('opinions.loadFailed')} problem={found.error} retry={found.refetch} />;
  if (found.data.length === 0)
    return <Empty icon={IconInbox} title={t('opinions.emptyMine')} help={t('opinions.emptyMineHelp')} />;
  return (
    <>
      <Part title={t('opinions.sectionTodo')} list={todo} me={me} />
      <Part title={t('opinions.sectionRest')} list={rest} me={me} />
    </>
  );
}

function Part({ title, list, me }: { title: string; list: readonly MySlip[]; me: string }) {
  if (list.length === 0) return null;
  return (
    <section className={classes.section}>
      <h2>{title}</h2>
      <ul className={classes.list}>
        {list.map((one) => (
          <li key={`${one.slip.id} ${one.recipient.account}`}>
            <MyCard one={one} me={me} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function MyCard({ one, me }: { one: MySlip; me: string }) {
  const { t, language } = useLanguage();
  const now = useNow(30_000);
  const { slip, recipient } = one;
  return (
    <Link
      to={`/opinions/${slip.id}/answer/${recipient.account}`}
      className={`surface ${classes.card}`}
      data-todo={isWaiting(one, me)}
    >
      <div>
        {slip.state === 'sent' ? (
          <StagePill stage={recipient.stage} mine={recipient.holder === me} />
        ) : (
          <StatePill state={slip.state} />
        )}
        <h3>{titleOf(slip, t)}</h3>
        <p>
          {[
            slip.number,
            t('opinions.from', { name: slip.author.office || slip.author.name }),
            recipient.account !== me ? t('opinions.onBehalf', { name: recipient.name }) : '',
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      <div className={`figures ${classes.side}`}>
        <span>{t('opinions.until', { at: momentText(slip.deadline, language) })}</span>
        {slip.is_open && <strong>{leftText(slip.deadline, now, t)}</strong>}
      </div>
    </Link>
  );
}

function OfficeList() {
  const { t } = useLanguage();
  const found = useOfficeSlips(true);
  if (found.isPending) return <Waiting />;
  if (found.isError && !found.data)
    return <LoadFailed title={t('opinions.loadFailed')} problem={found.error} retry={found.refetch} />;
  if (found.data.length === 0)
    return <Empty icon={IconSend} title={t('opinions.emptyOffice')} help={t('opinions.emptyOfficeHelp')} />;
  return (
    <ul className={`${classes.list} ${classes.below}`}>
      {found.data.map((slip) => (
        <li key={slip.id}>
          <OfficeCard slip={slip} />
        </li>
      ))}
    </ul>
  );
}

function OfficeCard({ slip }: { slip: SlipSummary }) {
  const { t, language } = useLanguage();
  const now = useNow(30_000);
  const share = slip.recipients ? (100 * slip.answered) / slip.recipients : 0;
  const counted = t('opinions.answeredOf', { n: slip.answered, all: slip.recipients });
  return (
    <Link
      to={slip.state === 'draft' ? `/opinions/${slip.id}/edit` : `/opinions/${slip.id}`}
      className={`surface ${classes.card}`}
    >
      <div>
        <StatePill state={slip.state} />
        <h3>{titleOf(slip, t)}</h3>
        <p>
          {[
            slip.number,
            slip.author.name,
            slip.deadline && t('opinions.until', { at: momentText(slip.deadline, language) }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      <div className={`figures ${classes.side}`}>
        {slip.state === 'draft' ? (
          <span>{t('opinions.chosenCount', { n: slip.recipients })}</span>
        ) : (
          <>
            <strong>{counted}</strong>
            <Progress value={share} className={classes.bar ?? ''} aria-label={counted} />
          </>
        )}
        {slip.is_open && <span>{leftText(slip.deadline, now, t)}</span>}
      </div>
    </Link>
  );
}

function Waiting() {
  return (
    <Stack gap="sm" mt="md" aria-hidden>
      {[1, 2, 3].map((row) => (
        <Skeleton key={row} h={92} radius="lg" />
      ))}
    </Stack>
  );
}
