// The versions of a paper somebody may know of, and what changed between two of them.
import { Button, Group, Loader, Stack, Text } from '@mantine/core';
import { IconArrowsDiff, IconExternalLink } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { papers } from '../../api/papers';
import { type PaperVersion, versions } from '../../api/submissions';
import type { Paper } from '../../api/view';
import { Dialog } from '../../components/Dialog';
import { type Key, useLanguage } from '../../i18n';
import { formatTime } from '../../lib/format';
import { LoadFailed } from '../home/Notice';
import { shortDayText, sizeText } from '../home/times';
import { ChangesView } from './ChangesView';
import classes from './Dialogs.module.css';

interface Props {
  readonly meeting: string;
  readonly paper: Pick<Paper, 'id' | 'title' | 'version'>;
  /** Begin with the changes since this version. */
  readonly since?: number | null;
  readonly onClose: () => void;
}

export function VersionsDialog({ onClose, ...rest }: Props) {
  const { t } = useLanguage();
  return (
    <Dialog onClose={onClose} title={t('papers.versionsTitle')} size="xl">
      <Versions {...rest} />
    </Dialog>
  );
}

export function Versions({ meeting, paper, since = null }: Omit<Props, 'onClose'>) {
  const { t } = useLanguage();
  const [from, setFrom] = useState(since);
  const found = useQuery({
    queryKey: ['paper-versions', meeting, paper.id, paper.version],
    queryFn: () => versions.list(meeting, paper.id),
  });
  return (
    <Stack>
      <Text fw={600}>{paper.title}</Text>
      {found.isPending && <Loader mx="auto" aria-label={t('common.loading')} />}
      {found.isError && !found.data && (
        <LoadFailed title={t('papers.listFailed')} problem={found.error} retry={found.refetch} />
      )}
      <ul className={classes.versions}>
        {(found.data ?? []).map((one) => (
          <VersionRow
            key={one.version}
            meeting={meeting}
            paper={paper}
            one={one}
            comparing={from === one.version}
            onCompare={() => setFrom(one.version)}
          />
        ))}
      </ul>
      {from !== null && from < paper.version && (
        <>
          <Text fw={600}>{t('papers.changesTitle', { from, to: paper.version })}</Text>
          <ChangesView meeting={meeting} paper={paper.id} from={from} to={paper.version} />
        </>
      )}
    </Stack>
  );
}

interface RowProps {
  readonly meeting: string;
  readonly paper: Pick<Paper, 'id' | 'version'>;
  readonly one: PaperVersion;
  readonly comparing: boolean;
  readonly onCompare: () => void;
}

function VersionRow({ meeting, paper, one, comparing, onCompare }: RowProps) {
  const { t, language } = useLanguage();
  const facts = [
    `${shortDayText(one.at, language)} ${formatTime(one.at, language)}`,
    one.file_state === 'ready' ? t('secretary.pages', { n: one.pages }) : '',
    one.file_state === 'ready' ? sizeText(one.size, language) : '',
    one.state === 'approved' ? '' : t(`papers.state_${one.state}` as Key),
    one.read ? t('papers.youRead') : '',
  ];
  return (
    <li aria-current={one.current || undefined}>
      <span className={classes.said}>
        <strong>{t('papers.version', { n: one.version })}</strong>
        {one.current && ` · ${t('papers.currentVersion')}`}
        <small>{facts.filter(Boolean).join(' · ')}</small>
        {one.note && <small>{one.note}</small>}
      </span>
      <Group gap="xs">
        {one.version < paper.version && one.file_state === 'ready' && (
          <Button
            size="compact-sm"
            variant={comparing ? 'filled' : 'default'}
            aria-pressed={comparing}
            leftSection={<IconArrowsDiff size={16} aria-hidden />}
            onClick={onCompare}
          >
            {t('papers.compare', { from: one.version, to: paper.version })}
          </Button>
        )}
        {one.opens && (
          <Button
            component="a"
            href={papers.fileUrl(meeting, paper.id, one.version)}
            target="_blank"
            rel="noreferrer"
            size="compact-sm"
            variant="subtle"
            leftSection={<IconExternalLink size={16} aria-hidden />}
          >
            {t('papers.openVersion', { n: one.version })}
          </Button>
        )}
      </Group>
    </li>
  );
}
