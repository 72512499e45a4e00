// The address under which a calendar program reads one's meetings: made, shown once, taken back.
import { Button, Group, Stack } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { calendar } from '../../api/planning';
import { ConfirmDialog } from '../../components/ConfirmDialog';
import { Dialog } from '../../components/Dialog';
import { useLanguage } from '../../i18n';
import { formatDate, formatTime } from '../../lib/format';
import { notifyDone } from '../../lib/notify';
import { problemText } from '../../lib/problem';
import { CopyLink } from '../admin/CopyLink';
import { LoadFailed, Notice } from '../home/Notice';

export function FeedDialog({ onClose }: { onClose: () => void }) {
  const { t, language } = useLanguage();
  const queries = useQueryClient();
  const found = useQuery({ queryKey: ['feed'], queryFn: calendar.feed });
  const renew = () => queries.invalidateQueries({ queryKey: ['feed'] });
  const open = useMutation({ mutationFn: calendar.openFeed, onSuccess: renew });
  const close = useMutation({
    mutationFn: calendar.closeFeed,
    onSuccess: async () => {
      await renew();
      open.reset();
      notifyDone(t('planning.feedEnded'));
    },
  });
  const [asking, setAsking] = useState<'new' | 'end' | null>(null);
  const since = found.data?.since;
  const problem = open.error ?? close.error;
  return (
    <Dialog onClose={onClose} title={t('planning.feed')} size="lg">
      <Stack>
        <p style={{ margin: 0 }}>{t('planning.feedHelp')}</p>
        {open.data && <CopyLink url={open.data.url} />}
        {since && !open.data && (
          <Notice tone="info" title={t('planning.feed')}>
            {t('planning.feedSince', {
              time: `${formatTime(since, language)} ${formatDate(since, language)}`,
            })}
          </Notice>
        )}
        {found.isError && !found.data && (
          <LoadFailed title={t('common.failed')} problem={found.error} retry={found.refetch} />
        )}
        {problem && (
          <Notice tone="bad" title={t('common.failed')}>
            {problemText(problem, t)}
          </Notice>
        )}
        <Group justify="flex-end">
          {since && (
            <Button variant="default" loading={close.isPending} onClick={() => setAsking('end')}>
              {t('planning.feedEnd')}
            </Button>
          )}
          <Button
            loading={open.isPending}
            disabled={!found.data}
            onClick={() => (since ? setAsking('new') : open.mutate())}
          >
            {t('planning.feedNew')}
          </Button>
        </Group>
      </Stack>
      {asking && (
        <ConfirmDialog
          title={t(asking === 'new' ? 'planning.feedNewTitle' : 'planning.feedEndTitle')}
          help={t('planning.feedEndHelp')}
          act={t(asking === 'new' ? 'planning.feedNew' : 'planning.feedEnd')}
          busy={false}
          onClose={() => setAsking(null)}
          onDo={() => {
            setAsking(null);
            (asking === 'new' ? open : close).mutate();
          }}
        />
      )}
    </Dialog>
  );
}
