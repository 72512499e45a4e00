// The dialog a file is sent from: what is said of it, how far it has gone, and a question before that is broken off.
import { Button, Group, Stack, Text } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { ConfirmDialog } from '../../components/ConfirmDialog';
import { Dialog } from '../../components/Dialog';
import { useT } from '../../i18n';
import { SentSoFar } from './SentSoFar';

interface Props {
  readonly title: string;
  /** What it is about, by its name. */
  readonly about: string;
  /** What the button that sends says. */
  readonly act: string;
  readonly ready: boolean;
  /** 0 to 100 while the file is on its way; null otherwise. */
  readonly percent: number | null;
  readonly children: ReactNode;
  readonly onSend: () => unknown;
  /** It may go: nothing is on its way, or that is given up. */
  readonly onClose: () => void;
}

export function SendingDialog({ title, about, act, ready, percent, children, onSend, onClose }: Props) {
  const t = useT();
  const [asking, setAsking] = useState(false);
  const sending = percent !== null;
  const asks = asking && sending;
  const leave = () => (sending ? setAsking(true) : onClose());
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsking(false);
    onSend();
  };
  return (
    <>
      {/* Escape answers the question while one is asked. */}
      <Dialog title={title} size="lg" closeOnClickOutside={false} closeOnEscape={!asks} onClose={leave}>
        <form onSubmit={submit}>
          <Stack>
            <Text fw={600}>{about}</Text>
            {children}
            <SentSoFar percent={percent} />
            <Group justify="flex-end">
              <Button variant="subtle" onClick={leave}>
                {t('common.cancel')}
              </Button>
              <Button type="submit" loading={sending} disabled={!ready}>
                {act}
              </Button>
            </Group>
          </Stack>
        </form>
      </Dialog>
      {asks && (
        <ConfirmDialog
          title={t('papers.stopTitle')}
          help={t('papers.stopHelp')}
          act={t('papers.stopDo')}
          busy={false}
          onClose={() => setAsking(false)}
          onDo={onClose}
        />
      )}
    </>
  );
}
