// The machines of a site. Revoking one cannot be undone (it must be paired again), so it is asked twice.
import { Button, Group, Loader, Stack, Text } from '@mantine/core';
import { IconDeviceTv, IconPlugConnected } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type Device, type Site, sites } from '../../api/sites';
import { SideDialog } from '../../components/Dialog';
import { useLanguage } from '../../i18n';
import { notifyDone, notifyProblem } from '../../lib/notify';
import { LoadFailed } from '../home/Notice';
import { hourText, shortDayText } from '../home/times';
import classes from './Admin.module.css';

interface Props {
  readonly site: Site;
  readonly onClose: () => void;
  readonly onPair: () => void;
}

export function DevicesDrawer({ site, onClose, onPair }: Props) {
  const { t } = useLanguage();
  const found = useQuery({ queryKey: ['devices', site.code], queryFn: () => sites.devices(site.code) });
  return (
    <SideDialog onClose={onClose} size="md" title={t('admin.devicesTitle', { name: site.name })}>
      <Stack>
        {found.isPending && <Loader mx="auto" aria-label={t('common.loading')} />}
        {found.isError && (
          <LoadFailed title={t('admin.loadFailed')} problem={found.error} retry={found.refetch} />
        )}
        {found.data?.length === 0 && <Text c="dimmed">{t('admin.devicesEmpty')}</Text>}
        {found.data?.map((device) => (
          <DeviceCard key={device.id} device={device} site={site} />
        ))}
        <Button variant="default" leftSection={<IconPlugConnected size={18} aria-hidden />} onClick={onPair}>
          {t('admin.pair')}
        </Button>
      </Stack>
    </SideDialog>
  );
}

function DeviceCard({ device, site }: { device: Device; site: Site }) {
  const { t, language } = useLanguage();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const revoke = useMutation({
    mutationFn: () => sites.revoke(device.id),
    onSuccess: async () => {
      notifyDone(t('admin.revoked'));
      await queries.invalidateQueries({ queryKey: ['devices', site.code] });
      await queries.invalidateQueries({ queryKey: ['sites'] });
    },
    onError: (problem) => notifyProblem(problem, t),
  });
  const at = (iso: string) => `${hourText(iso, language)} ${shortDayText(iso, language)}`;
  return (
    <div className={classes.device}>
      <Group wrap="nowrap" align="flex-start">
        <IconDeviceTv size={28} stroke={1.5} aria-hidden />
        <div>
          <span className={classes.strong}>{device.name || t('admin.deviceUnnamed')}</span>
          <span className={`figures ${classes.small}`}>
            {t('admin.pairedAt', { at: at(device.paired_at) })}
          </span>
          <span className={`figures ${classes.small}`}>
            {device.last_seen_at ? t('admin.seenAt', { at: at(device.last_seen_at) }) : t('admin.neverSeen')}
          </span>
        </div>
        {!asking && (
          <Button ml="auto" size="xs" variant="default" onClick={() => setAsking(true)}>
            {t('admin.revoke')}
          </Button>
        )}
      </Group>
      {asking && (
        <Stack gap="xs" mt="sm">
          <Text size="sm">{t('admin.revokeSure')}</Text>
          <Group>
            <Button
              size="xs"
              color="red"
              loading={revoke.isPending}
              onClick={() => revoke.mutate()}
              autoFocus
            >
              {t('admin.revokeYes')}
            </Button>
            <Button size="xs" variant="default" onClick={() => setAsking(false)}>
              {t('common.cancel')}
            </Button>
          </Group>
        </Stack>
      )}
    </div>
  );
}
