// Asks for a reason before something that needs one: withdrawing a paper, sending it back.
import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useT } from '../../i18n';

interface Props {
  readonly title: string;
  readonly about: string;
  readonly help: string;
  readonly label: string;
  readonly action: string;
  readonly onClose: () => void;
  /** Resolves to whether it took effect; a refusal has been shown by then. */
  readonly onGive: (reason: string) => Promise<boolean>;
}

export function ReasonDialog({ title, about, help, label, action, onClose, onGive }: Props) {
  const t = useT();
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const give = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const done = await onGive(reason.trim());
    setBusy(false);
    if (done) onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form onSubmit={give}>
        <Stack>
          <Text fw={600}>{about}</Text>
          <Text size="sm">{help}</Text>
          <Textarea
            label={label}
            maxLength={300}
            autosize
            minRows={2}
            required
            data-autofocus
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="subtle" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" color="red.9" loading={busy} disabled={reason.trim() === ''}>
              {action}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
