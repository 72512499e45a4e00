// Asked at a sign-out while notes could not be sent.
import { Alert, Button, Modal, Stack } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useT } from '../../i18n';
import type { Left } from '../../stores/leavingNotes';

interface Props {
  /** Null: nothing is asked. */
  readonly left: Left | null;
  readonly onStay: () => void;
  readonly onLeave: (left: Left) => void;
}

export function LeaveDialog({ left, onStay, onLeave }: Props) {
  const t = useT();
  return (
    <Modal
      opened={left !== null}
      onClose={onStay}
      title={t('notes.leaveTitle')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {left && (
        <Stack>
          <Alert color="yellow" icon={<IconAlertTriangle size={18} aria-hidden />}>
            {t(left.comesBack ? 'notes.leaveKeeps' : 'notes.leaveLoses', { n: left.waiting })}
          </Alert>
          <Button variant="default" onClick={onStay}>
            {t('common.cancel')}
          </Button>
          <Button color="red" onClick={() => onLeave(left)}>
            {t('notes.leaveAnyway')}
          </Button>
        </Stack>
      )}
    </Modal>
  );
}
