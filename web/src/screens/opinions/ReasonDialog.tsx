// Asks for a reason before something is done.
import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useT } from '../../i18n';

interface Props {
  readonly title: string;
  readonly help?: string;
  readonly label: string;
  readonly act: string;
  readonly tone?: 'red';
  readonly busy: boolean;
  /** What else is asked, above the reason. */
  readonly children?: ReactNode;
  readonly ready?: boolean;
  readonly onClose: () => void;
  readonly onGive: (reason: string) => void;
}

export function ReasonDialog(props: Props) {
  const t = useT();
  const [reason, setReason] = useState('');
  const { title, help, label, act, tone, busy, children, ready = true, onClose, onGive } = props;
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={title}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onGive(reason.trim());
        }}
      >
        <Stack>
          {help && <Text size="sm">{help}</Text>}
          {children}
          <Textarea
            label={label}
            required
            autosize
            minRows={2}
            maxLength={1000}
            data-autofocus
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button
              type="submit"
              {...(tone ? { color: tone } : {})}
              loading={busy}
              disabled={!ready || reason.trim() === ''}
            >
              {act}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
