// Asks for a reason before something that needs one: withdrawing a paper, sending it back, a later deadline.
import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useT } from '../i18n';
import { Dialog } from './Dialog';

interface Props {
  readonly title: string;
  /** What it is about, by its name. */
  readonly about?: string;
  readonly help?: string;
  readonly label: string;
  /** What the button that does it says. */
  readonly act: string;
  /** It takes away something others rely on. */
  readonly grave?: boolean;
  /** Letters at most. */
  readonly longest?: number;
  readonly busy?: boolean;
  /** What else is asked, above the reason. */
  readonly children?: ReactNode;
  readonly ready?: boolean;
  readonly onClose: () => void;
  /** A promise says whether it took effect, which closes the dialog; a refusal has been shown by then. */
  readonly onGive: (reason: string) => unknown;
}

export function ReasonDialog(props: Props) {
  const t = useT();
  const [reason, setReason] = useState('');
  const [giving, setGiving] = useState(false);
  const { title, about, help, label, act, grave = true, longest = 300 } = props;
  const { busy = false, children, ready = true, onClose, onGive } = props;
  const give = async (event: FormEvent) => {
    event.preventDefault();
    // What it is drawn in may be a form too, which is not to be sent with it.
    event.stopPropagation();
    setGiving(true);
    const done = await onGive(reason.trim());
    setGiving(false);
    if (done === true) onClose();
  };
  return (
    <Dialog onClose={onClose} title={title} size="lg">
      <form onSubmit={give}>
        <Stack>
          {about && <Text fw={600}>{about}</Text>}
          {help && <Text size="sm">{help}</Text>}
          {children}
          <Textarea
            label={label}
            maxLength={longest}
            autosize
            minRows={2}
            required
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
              {...(grave ? { color: 'red.9' } : {})}
              loading={busy || giving}
              disabled={!ready || reason.trim() === ''}
            >
              {act}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
