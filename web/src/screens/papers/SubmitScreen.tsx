// Where a unit submits its papers: the items it is responsible for, until when, and how each paper stands.
import { Button, Loader, Stack, Title } from '@mantine/core';
import { IconArrowLeft, IconFileUpload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { type Submission, submissions, type WantedItem } from '../../api/submissions';
import { PageShell } from '../../components/PageShell';
import { useLanguage } from '../../i18n';
import { formatTime } from '../../lib/format';
import { Gate } from '../home/Gate';
import { Empty, LoadFailed } from '../home/Notice';
import { shortDayText } from '../home/times';
import { SubmitDialog } from './SubmitDialog';
import classes from './SubmitScreen.module.css';
import { SubmittedRow } from './SubmittedRow';

const LOOK_MS = 1_500;
const REST_MS = 10_000;

export default function SubmitScreen() {
  const { id = '' } = useParams();
  return <Gate>{() => <Submit key={id} meeting={id} />}</Gate>;
}

function Submit({ meeting }: { meeting: string }) {
  const { t } = useLanguage();
  const found = useQuery({
    queryKey: ['submissions', meeting],
    queryFn: () => submissions.list(meeting),
    refetchInterval: (query) =>
      query.state.data?.submissions.some((one) => one.file?.state === 'checking') ? LOOK_MS : REST_MS,
  });
  const refetch = () => void found.refetch();
  return (
    <PageShell>
      <Stack gap="md">
        <Button
          component={Link}
          to="/"
          variant="subtle"
          w="fit-content"
          leftSection={<IconArrowLeft size={18} aria-hidden />}
        >
          {t('papers.toHome')}
        </Button>
        <Title order={1} size="h2">
          {t('papers.submitTitle')}
          {found.data && <small className={classes.meeting}>{found.data.meeting.title}</small>}
        </Title>
        {found.isPending && <Loader mx="auto" aria-label={t('common.loading')} />}
        {found.isError && !found.data && (
          <LoadFailed title={t('papers.listFailed')} problem={found.error} retry={found.refetch} />
        )}
        {found.data?.items.length === 0 && (
          <Empty
            icon={IconFileUpload}
            title={t('papers.submitNothing')}
            help={t('papers.submitNothingHelp')}
          />
        )}
        {found.data?.items.map((item) => (
          <Item
            key={item.item}
            meeting={meeting}
            item={item}
            mine={found.data.submissions.filter((one) => one.item === item.item)}
            onDone={refetch}
          />
        ))}
      </Stack>
    </PageShell>
  );
}

interface ItemProps {
  readonly meeting: string;
  readonly item: WantedItem;
  readonly mine: readonly Submission[];
  readonly onDone: () => void;
}

function Item({ meeting, item, mine, onDone }: ItemProps) {
  const { t, language } = useLanguage();
  const [adding, setAdding] = useState<Submission | 'new' | null>(null);
  const due = item.due_at && `${formatTime(item.due_at, language)} ${shortDayText(item.due_at, language)}`;
  return (
    <section className={`surface ${classes.item}`}>
      <header>
        <h2>
          {item.title}
          <small>
            {!item.wanted ? t('papers.notWanted') : due ? t('papers.due', { when: due }) : t('papers.noDue')}
          </small>
        </h2>
        <Button leftSection={<IconFileUpload size={18} aria-hidden />} onClick={() => setAdding('new')}>
          {t('papers.newPaper')}
          <span className="visually-hidden"> {item.title}</span>
        </Button>
      </header>
      <ul className={classes.list}>
        {newestFirst(mine).map((one) => (
          <SubmittedRow
            key={`${one.paper} ${one.version}`}
            meeting={meeting}
            one={one}
            newest={mine.every((other) => other.paper !== one.paper || other.version <= one.version)}
            onDone={onDone}
            onNewer={() => setAdding(one)}
          />
        ))}
        {mine.length === 0 && <li className={classes.none}>{t('papers.none')}</li>}
      </ul>
      {adding !== null && (
        <SubmitDialog
          meeting={meeting}
          item={item}
          newerOf={adding === 'new' ? null : adding}
          onClose={() => setAdding(null)}
          onDone={onDone}
        />
      )}
    </section>
  );
}

function newestFirst(mine: readonly Submission[]): Submission[] {
  return [...mine].sort((a, b) => b.made_at.localeCompare(a.made_at));
}
