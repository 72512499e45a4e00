// A one-time sign-in link for an account, shown once.
import { Loader, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type Account, accounts } from '../../api/accounts';
import { Dialog } from '../../components/Dialog';
import { useLanguage } from '../../i18n';
import { LoadFailed } from '../home/Notice';
import { dayText, hourText } from '../home/times';
import { CopyLink } from './CopyLink';

export function InviteDialog({ account, onClose }: { account: Account; onClose: () => void }) {
  const { t, language } = useLanguage();
  const link = useQuery({
    queryKey: ['account-link', account.id],
    queryFn: () => accounts.link(account.id),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
  return (
    <Dialog onClose={onClose} size="lg" title={t('admin.inviteTitle', { name: account.name })}>
      <Stack>
        <Text lh={1.5}>{t('admin.inviteHelp')}</Text>
        {link.isError && (
          <LoadFailed title={t('admin.linkFailed')} problem={link.error} retry={link.refetch} />
        )}
        {link.isPending && <Loader mx="auto" aria-label={t('admin.linkMaking')} />}
        {link.data && (
          <>
            <CopyLink url={link.data.url} />
            <Text size="sm" c="dimmed">
              {t('admin.inviteExpires', {
                at: `${hourText(link.data.expires_at, language)} ${dayText(link.data.expires_at, language)}`,
              })}
            </Text>
          </>
        )}
      </Stack>
    </Dialog>
  );
}
