// A question before something that cannot be taken back, with room for a reason or a time.
import { Button, Group, Modal, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useT } from '../../i18n';
import { problemText } from '../../lib/problem';
import { Notice } from '../home/Notice';

interface Props {
  readonly title: string;
  readonly help?: string;
  readonly confirm: string;
  readonly work: { readonly isPending: boolean; readonly isError: boolean; readonly error: unknown };
  readonly onConfirm: () => void;
  readonly onClose: () => void;
  readonly children?: ReactNode;
  /** The confirmation undoes something others rely on. */
  readonly grave?: boolean;
}

export function ConfirmDialog({
  title,
  help,
  confirm,
  work,
  onConfirm,
  onClose,
  children,
  grave = true,
}: Props) {
  const t = useT();
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onConfirm();
        }}
      >
        <Stack>
          {help && <p style={{ margin: 0 }}>{help}</p>}
          {children}
          {work.isError && (
            <Notice tone="bad" title={t('common.failed')}>
              {problemText(work.error, t)}
            </Notice>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common.back')}
            </Button>
            <Button type="submit" color={grave ? 'red' : undefined} loading={work.isPending}>
              {confirm}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
