// A pairing code large enough to read aloud, counting down, and the news that the hall's machine is there.
import { Button, Group, Loader, Stack, Text } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { type Site, sites } from '../../api/sites';
import { Dialog } from '../../components/Dialog';
import { useT } from '../../i18n';
import { LoadFailed, Notice } from '../home/Notice';
import { countdownText, grouped } from '../signin/pairingCode';
import { useCountdown } from '../signin/useCountdown';
import classes from './Admin.module.css';

const LOOK_MS = 2_000;

export function PairingDialog({ site, onClose }: { site: Site; onClose: () => void }) {
  const t = useT();
  return (
    <Dialog onClose={onClose} size="lg" title={t('admin.pairTitle', { name: site.name })}>
      <Pairing site={site} onClose={onClose} />
    </Dialog>
  );
}

/** The machines that were there before the code, and whether a new one has come. */
function usePairing(site: Site) {
  const queries = useQueryClient();
  const code = useQuery({
    queryKey: ['pairing-code', site.code],
    queryFn: async () => {
      const before = await sites.devices(site.code);
      return { ...(await sites.pairingCode(site.code)), before: before.map((device) => device.id) };
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
  const now = useQuery({
    queryKey: ['devices', site.code],
    queryFn: () => sites.devices(site.code),
    refetchInterval: LOOK_MS,
    enabled: code.data !== undefined,
  });
  const known = code.data?.before;
  const paired = known !== undefined && (now.data ?? []).some((device) => !known.includes(device.id));
  useEffect(() => {
    if (paired) void queries.invalidateQueries({ queryKey: ['sites'] });
  }, [paired, queries]);
  return { code, paired };
}

function Pairing({ site, onClose }: { site: Site; onClose: () => void }) {
  const t = useT();
  const { code, paired } = usePairing(site);
  const left = useCountdown(code.data ? Date.parse(code.data.expires_at) : null);
  if (paired) {
    return (
      <Stack>
        <Notice tone="good" title={t('admin.pairDone')}>
          {t('admin.pairDoneHelp', { name: site.name })}
        </Notice>
        <Button onClick={onClose} data-autofocus>
          {t('common.close')}
        </Button>
      </Stack>
    );
  }
  if (code.isError)
    return <LoadFailed title={t('admin.pairFailed')} problem={code.error} retry={code.refetch} />;
  if (!code.data || code.isFetching) return <Loader mx="auto" my="xl" aria-label={t('common.loading')} />;
  const over = left === 0;
  return (
    <Stack>
      <Text lh={1.5}>{t('admin.pairHow', { url: `${location.origin}/pair` })}</Text>
      <div className={`figures ${classes.pair}`} data-over={over}>
        {grouped(code.data.code.replace(/[^0-9A-Za-z]/g, ''))}
      </div>
      <div className={`figures ${classes.centre}`} role="timer" aria-live="off">
        {over ? t('admin.pairExpired') : t('admin.pairExpires', { left: countdownText(left) })}
      </div>
      <Group justify="space-between" mt="sm">
        {over ? (
          <span />
        ) : (
          <Group gap="xs" role="status">
            <Loader size="xs" /> {t('admin.pairWaiting')}
          </Group>
        )}
        <Button
          variant={over ? 'filled' : 'default'}
          leftSection={<IconRefresh size={18} aria-hidden />}
          onClick={() => void code.refetch()}
        >
          {t('admin.pairNew')}
        </Button>
      </Group>
    </Stack>
  );
}
