// Asks once more before something that cannot simply be taken back, with room for what is to be said with it.
import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { FormEvent, ReactNode } from 'react';
import { useT } from '../i18n';
import { problemText } from '../lib/problem';
import { Dialog } from './Dialog';

interface Props {
  readonly title: string;
  readonly help?: string;
  /** What the button that does it says. */
  readonly act: string;
  /** What the button that leaves all as it is says. */
  readonly stay?: string;
  /** It takes away something others rely on. */
  readonly grave?: boolean;
  readonly busy: boolean;
  /** Why it failed, when that is not told elsewhere. */
  readonly problem?: unknown;
  readonly children?: ReactNode;
  readonly onClose: () => void;
  readonly onDo: () => void;
}

export function ConfirmDialog(props: Props) {
  const t = useT();
  const {
    title,
    help,
    act,
    stay = t('common.back'),
    grave = true,
    busy,
    problem,
    children,
    onClose,
    onDo,
  } = props;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // What it is drawn in may be a form too, which is not to be sent with it.
    event.stopPropagation();
    onDo();
  };
  return (
    <Dialog onClose={onClose} title={title}>
      <form onSubmit={submit}>
        <Stack>
          {help && <Text>{help}</Text>}
          {children}
          {problem != null && (
            <Alert
              color="red"
              icon={<IconAlertTriangle aria-hidden />}
              title={t('common.failed')}
              role="alert"
            >
              {problemText(problem, t)}
            </Alert>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose} data-autofocus={grave || undefined}>
              {stay}
            </Button>
            <Button
              type="submit"
              {...(grave ? { color: 'red.9' } : {})}
              loading={busy}
              data-autofocus={!grave || undefined}
            >
              {act}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
