// What the account was told and has not read: reminders, extensions, recalls, slips passed up or sent back.
import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { opinions } from '../../api/opinions';
import { useLanguage } from '../../i18n';
import { notifyProblem } from '../../lib/notify';
import { Notice } from '../home/Notice';
import { unreadOf } from './unread';
import { momentText } from './words';

export function NoticeBox() {
  const { t, language } = useLanguage();
  const queries = useQueryClient();
  const found = useQuery({ queryKey: ['notices'], queryFn: opinions.notices, refetchInterval: 20_000 });
  const read = useMutation({
    mutationFn: opinions.readNotices,
    onSuccess: () => queries.invalidateQueries({ queryKey: ['notices'] }),
    onError: (problem) => notifyProblem(problem, t),
  });
  const unread = unreadOf(found.data ?? []);
  if (!unread) return null;
  return (
    <Notice
      tone="info"
      title={`${t('opinions.notices')} (${unread.all})`}
      action={
        <Button
          size="xs"
          variant="default"
          onClick={() => read.mutate(unread.until)}
          loading={read.isPending}
        >
          {t('opinions.markRead')}
        </Button>
      }
    >
      {unread.shown.map((one) => (
        <p key={one.id} style={{ margin: '0.15rem 0' }}>
          <span className="figures">{momentText(one.at, language)}</span> {one.message}
        </p>
      ))}
      {unread.later > 0 && <p>{t('opinions.noticesLater', { n: unread.later })}</p>}
    </Notice>
  );
}
