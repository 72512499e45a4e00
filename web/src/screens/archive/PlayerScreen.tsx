// One record: the speaker's picture, everyone's sound, the page in front, and the way through it.
import { Anchor, Button, Skeleton, Stack } from '@mantine/core';
import { IconChevronLeft, IconDownload, IconFileText } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { archive, type RecordDetail } from '../../api/archive';
import { PageShell } from '../../components/PageShell';
import { useLanguage } from '../../i18n';
import { Gate } from '../home/Gate';
import { LoadFailed, Notice } from '../home/Notice';
import { dayText, hourText } from '../home/times';
import { RecordNotes } from '../notes/RecordNotes';
import { Player } from './Player';
import classes from './Player.module.css';
import { RecordFiles } from './RecordFiles';

export default function PlayerScreen() {
  const { id = '' } = useParams();
  return <Gate>{() => <RecordPage key={id} id={id} />}</Gate>;
}

function RecordPage({ id }: { id: string }) {
  const { t } = useLanguage();
  const found = useQuery({
    queryKey: ['archive', id],
    queryFn: () => archive.detail(id),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <PageShell width="wide">
      {found.isPending && (
        <Stack gap="md" aria-hidden>
          <Skeleton h={48} maw={640} />
          <Skeleton h={420} radius="lg" />
        </Stack>
      )}
      {found.isError && (
        <Stack align="flex-start">
          <BackLink />
          <LoadFailed title={t('archive.recordFailed')} problem={found.error} retry={found.refetch} />
        </Stack>
      )}
      {found.data && <Record record={found.data} />}
    </PageShell>
  );
}

function BackLink() {
  const { t } = useLanguage();
  return (
    <Anchor component={Link} to="/archive" className={classes.back ?? ''}>
      <IconChevronLeft size={18} aria-hidden />
      {t('archive.backToList')}
    </Anchor>
  );
}

function Record({ record }: { record: RecordDetail }) {
  const { t, language } = useLanguage();
  const { id, title, opened_at } = record.meeting;
  return (
    <>
      <header className={classes.head}>
        <div>
          <BackLink />
          <h1 className={classes.title}>{title}</h1>
          {opened_at && (
            <p className={`figures ${classes.when}`}>
              {hourText(opened_at, language)} · {dayText(opened_at, language)}
            </p>
          )}
        </div>
        <div className={classes.documents}>
          <Button
            component="a"
            href={archive.proceedingsUrl(id, 'html', language)}
            target="_blank"
            rel="noopener"
            variant="default"
            leftSection={<IconFileText size={18} aria-hidden />}
          >
            {t('archive.proceedingsHtml')}
          </Button>
          <Button
            component="a"
            href={archive.proceedingsUrl(id, 'pdf', language)}
            download
            leftSection={<IconDownload size={18} aria-hidden />}
          >
            {t('archive.proceedingsPdf')}
          </Button>
        </div>
      </header>
      {record.tracks.length > 0 ? (
        <Player record={record} />
      ) : (
        <>
          <Notice tone="info" title={t('archive.notRecordedTitle')}>
            {t('archive.notRecordedHelp')}
          </Notice>
          <RecordNotes record={record} />
        </>
      )}
      <RecordFiles record={record} />
    </>
  );
}
