// Asks once more before something that cannot simply be taken back.
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useT } from '../../i18n';

interface Props {
  readonly title: string;
  readonly help: string;
  readonly act: string;
  readonly tone?: 'red';
  readonly busy: boolean;
  readonly onClose: () => void;
  readonly onDo: () => void;
}

export function ConfirmDialog({ title, help, act, tone, busy, onClose, onDo }: Props) {
  const t = useT();
  return (
    <Modal
      opened
      onClose={onClose}
      size="md"
      title={title}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack>
        <Text>{help}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button {...(tone ? { color: tone } : {})} loading={busy} onClick={onDo} data-autofocus>
            {act}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
