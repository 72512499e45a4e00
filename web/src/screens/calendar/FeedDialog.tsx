// The address under which a calendar program reads one's meetings: made, shown once, taken back.
import { Button, Group, Stack } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { calendar } from '../../api/planning';
import { Dialog } from '../../components/Dialog';
import { useLanguage } from '../../i18n';
import { formatDate, formatTime } from '../../lib/format';
import { notifyDone } from '../../lib/notify';
import { problemText } from '../../lib/problem';
import { CopyLink } from '../admin/CopyLink';
import { Notice } from '../home/Notice';

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
  const since = found.data?.since;
  const problem = open.error ?? close.error ?? found.error;
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
        {problem && (
          <Notice tone="bad" title={t('common.failed')}>
            {problemText(problem, t)}
          </Notice>
        )}
        <Group justify="flex-end">
          {since && (
            <Button variant="default" loading={close.isPending} onClick={() => close.mutate()}>
              {t('planning.feedEnd')}
            </Button>
          )}
          <Button loading={open.isPending} onClick={() => open.mutate()}>
            {t('planning.feedNew')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
