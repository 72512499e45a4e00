// Calls a vote off, after asking for the reason.
import { Button, Group, Modal, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { Poll } from '../../api/view/polls';
import { ActButton } from '../../components/ActButton';
import { useT } from '../../i18n';
import { can } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';
import { useCommand } from '../parts/useCommand';

export function CancelButton({ poll }: { poll: Poll }) {
  const t = useT();
  const view = useMeetingView();
  const give = useCommand();
  const [asking, ask] = useDisclosure(false);
  const [reason, setReason] = useState('');
  if (!can(view, 'poll.cancel')) return null;
  const cancel = async () => {
    if (await give('poll.cancel', { poll: poll.id, reason: reason.trim() })) ask.close();
  };
  return (
    <>
      <Button variant="subtle" color="gray" leftSection={<IconX size={18} aria-hidden />} onClick={ask.open}>
        {t('votes.desk.cancel')}
      </Button>
      <Modal
        opened={asking}
        onClose={ask.close}
        title={t('votes.desk.cancelTitle')}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <Text>{t('votes.desk.cancelHelp')}</Text>
        <TextInput
          mt="md"
          label={t('votes.desk.reason')}
          maxLength={300}
          data-autofocus
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Group justify="flex-end" mt="lg">
          <Button variant="subtle" onClick={ask.close}>
            {t('common.cancel')}
          </Button>
          <ActButton color="red.9" act={cancel}>
            {t('votes.desk.cancel')}
          </ActButton>
        </Group>
      </Modal>
    </>
  );
}
