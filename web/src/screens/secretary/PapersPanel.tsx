// Papers: sending, checking, showing to everyone, deleting.
import { Loader } from '@mantine/core';
import { IconFiles } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { papers } from '../../api/papers';
import { useT } from '../../i18n';
import { useMeetingView, useSeat } from '../../stores/SeatProvider';
import { Empty, LoadFailed } from '../home/Notice';
import { PaperRow } from './PaperRow';
import classes from './PapersPanel.module.css';
import { UploadRow } from './UploadRow';
import { UploadZone } from './UploadZone';
import type { Uploads } from './useUploads';

const LOOK_MS = 1_500;

export function PapersPanel({ uploads }: { uploads: Uploads }) {
  const t = useT();
  const { id } = useSeat();
  const view = useMeetingView();
  const found = useQuery({
    queryKey: ['papers', id, view.papers.order.length, uploads.queue.filter((one) => one.paper).length],
    queryFn: () => papers.list(id),
    placeholderData: (before) => before,
    refetchInterval: (query) => (query.state.data?.some((one) => one.state === 'checking') ? LOOK_MS : false),
  });
  const { settle } = uploads;
  useEffect(() => {
    // From here on the list itself shows the paper; the upload has nothing more to say.
    for (const paper of found.data ?? []) settle(paper.id);
  }, [found.data, settle]);
  const list = found.data ?? [];
  return (
    <div className={classes.panel}>
      <UploadZone uploads={uploads} />
      {uploads.queue.length > 0 && (
        <ul className={classes.list}>
          {uploads.queue.map((upload) => (
            <UploadRow key={upload.key} upload={upload} uploads={uploads} />
          ))}
        </ul>
      )}
      {found.isPending && <Loader mx="auto" aria-label={t('common.loading')} />}
      {found.isError && list.length === 0 && (
        <LoadFailed title={t('secretary.papersFailed')} problem={found.error} retry={found.refetch} />
      )}
      {found.data?.length === 0 && uploads.queue.length === 0 && (
        <Empty icon={IconFiles} title={t('secretary.papersEmpty')} help={t('secretary.papersEmptyHelp')} />
      )}
      <ul className={classes.list}>
        {list.map((paper) => (
          <PaperRow key={paper.id} paper={paper} onRemoved={() => void found.refetch()} />
        ))}
      </ul>
    </div>
  );
}
