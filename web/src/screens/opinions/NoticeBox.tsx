// What the account was told and has not read: reminders, extensions, recalls, slips passed up or sent back.
import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { opinions } from '../../api/opinions';
import { useLanguage } from '../../i18n';
import { Notice } from '../home/Notice';
import { momentText } from './words';

const SHOWN = 4;

export function NoticeBox() {
  const { t, language } = useLanguage();
  const queries = useQueryClient();
  const found = useQuery({ queryKey: ['notices'], queryFn: opinions.notices, refetchInterval: 20_000 });
  const unread = (found.data ?? []).filter((one) => !one.read);
  const read = useMutation({
    mutationFn: () => opinions.readNotices(unread[0]?.id ?? 0),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['notices'] }),
  });
  if (unread.length === 0) return null;
  return (
    <Notice
      tone="info"
      title={`${t('opinions.notices')} (${unread.length})`}
      action={
        <Button size="xs" variant="default" onClick={() => read.mutate()} loading={read.isPending}>
          {t('opinions.markRead')}
        </Button>
      }
    >
      {unread.slice(0, SHOWN).map((one) => (
        <p key={one.id} style={{ margin: '0.15rem 0' }}>
          <span className="figures">{momentText(one.at, language)}</span> {one.message}
        </p>
      ))}
    </Notice>
  );
}
