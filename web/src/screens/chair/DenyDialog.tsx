// Denies a request with a reason; the usual reasons are one press.
import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FloorRequest } from '../../api/view';
import { type Key, useT } from '../../i18n';
import { speakerOf } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';
import { useCommand } from '../parts/useCommand';

const USUAL: readonly Key[] = [
  'meeting.console.denyLater',
  'meeting.console.denyTime',
  'meeting.console.denyWritten',
];

export function DenyDialog({ request, onClose }: { request: FloorRequest | null; onClose: () => void }) {
  const t = useT();
  const view = useMeetingView();
  const name = request ? speakerOf(view, request).name : '';
  return (
    <Modal
      opened={request !== null}
      onClose={onClose}
      title={t('meeting.console.denyTitle', { name })}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {request && <DenyForm request={request.id} onDone={onClose} />}
    </Modal>
  );
}

function DenyForm({ request, onDone }: { request: string; onDone: () => void }) {
  const t = useT();
  const give = useCommand();
  const [reason, setReason] = useState('');
  const deny = async (text: string) => {
    if (await give('floor.deny', { request, reason: text.trim() })) onDone();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void deny(reason);
      }}
    >
      <Stack>
        <Group gap="xs">
          {USUAL.map((key) => (
            <Button key={key} variant="default" onClick={() => void deny(t(key))}>
              {t(key)}
            </Button>
          ))}
        </Group>
        <TextInput
          label={t('meeting.console.denyReason')}
          value={reason}
          maxLength={300}
          data-autofocus
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button variant="subtle" onClick={onDone}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" color="red.9">
            {t('meeting.console.deny')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
