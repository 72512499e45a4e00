// Puts an item off to a later meeting, with a reason if there is one to give.
import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { AgendaItem } from '../../api/view';
import { useT } from '../../i18n';
import { useCommand } from '../parts/useCommand';

interface Props {
  readonly item: AgendaItem | null;
  readonly onClose: () => void;
}

export function PostponeDialog({ item, onClose }: Props) {
  const t = useT();
  return (
    <Modal
      opened={item !== null}
      onClose={onClose}
      title={t('agenda.postponeTitle')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {item && <PostponeForm item={item} onDone={onClose} />}
    </Modal>
  );
}

function PostponeForm({ item, onDone }: { item: AgendaItem; onDone: () => void }) {
  const t = useT();
  const give = useCommand();
  const [reason, setReason] = useState('');
  return (
    <form
      onSubmit={async (event) => {
        event.preventDefault();
        if (await give('agenda.postpone', { item: item.id, reason: reason.trim() })) onDone();
      }}
    >
      <Stack>
        <Text fw={600}>{item.title}</Text>
        <Text size="sm">{t('agenda.postponeHelp')}</Text>
        {item.state === 'current' && (
          <Text size="sm" fw={600}>
            {t('agenda.postponeCurrent')}
          </Text>
        )}
        <TextInput
          label={t('agenda.postponeReason')}
          maxLength={300}
          data-autofocus
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button variant="subtle" onClick={onDone}>
            {t('common.cancel')}
          </Button>
          <Button type="submit">{t('agenda.postponeDo')}</Button>
        </Group>
      </Stack>
    </form>
  );
}
