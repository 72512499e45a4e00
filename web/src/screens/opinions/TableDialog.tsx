// Chooses the meeting whose agenda the slip becomes an item of.
import { Button, Group, Radio, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { meetings } from '../../api/meetings';
import { opinions, type WholeSlip } from '../../api/opinions';
import { Dialog } from '../../components/Dialog';
import { useLanguage } from '../../i18n';
import { notifyDone } from '../../lib/notify';
import { useObservable } from '../../lib/observable';
import { session } from '../../stores/session';
import { Notice } from '../home/Notice';
import { useKeyed } from './useKeyed';
import { momentText } from './words';

const DESK = ['chair', 'secretary'];
const OVER = ['closed', 'archived', 'cancelled'];

interface Props {
  readonly slip: WholeSlip;
  readonly advised: boolean;
  readonly onClose: () => void;
}

export function TableDialog({ slip, advised, onClose }: Props) {
  const { t, language } = useLanguage();
  const state = useObservable(session);
  const manages = state.phase === 'in' && state.principal.roles.includes('administrator');
  const [chosen, setChosen] = useState<string | null>(null);
  const found = useQuery({ queryKey: ['meetings'], queryFn: meetings.mine });
  const coming = (found.data ?? [])
    .filter((one) => !OVER.includes(one.state) && (manages || DESK.includes(one.my_role ?? '')))
    .sort((a, b) => (a.scheduled_at ?? '').localeCompare(b.scheduled_at ?? ''));
  const table = useKeyed(
    (meeting: string) => opinions.table(slip.id, meeting),
    (item) => {
      notifyDone(t('opinions.tabled', { title: item.title }));
      onClose();
    },
  );
  return (
    <Dialog onClose={onClose} size="lg" title={t('opinions.tableTitle')}>
      <Stack>
        {advised && <Notice tone="info" title={t('opinions.tableAdvice')} />}
        <Text size="sm">{t('opinions.tableHelp')}</Text>
        {found.data && coming.length === 0 && <Text>{t('opinions.noMeetings')}</Text>}
        <Radio.Group value={chosen} onChange={setChosen} label={t('opinions.meeting')}>
          <Stack gap="xs" mt="xs">
            {coming.map((one) => (
              <Radio
                key={one.id}
                value={one.id}
                label={one.title}
                description={momentText(one.scheduled_at, language)}
              />
            ))}
          </Stack>
        </Radio.Group>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button disabled={!chosen} loading={table.isPending} onClick={() => chosen && table.mutate(chosen)}>
            {t('opinions.table')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
