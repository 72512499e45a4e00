// Asks for the floor: a topic in one's own words or one of the usual ones. Enter sends.
import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type Key, useT } from '../../i18n';
import { useCommand } from './useCommand';

const USUAL: readonly Key[] = ['meeting.ask.onItem', 'meeting.ask.reply', 'meeting.ask.opinion'];

export function AskDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const t = useT();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('meeting.ask.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {opened && <AskForm onDone={onClose} />}
    </Modal>
  );
}

function AskForm({ onDone }: { onDone: () => void }) {
  const t = useT();
  const give = useCommand();
  const [topic, setTopic] = useState('');
  const [sending, setSending] = useState(false);
  const send = async (text: string) => {
    setSending(true);
    const done = await give('floor.request', { topic: text.trim() });
    setSending(false);
    if (done) onDone();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void send(topic);
      }}
    >
      <Stack gap="md">
        <TextInput
          label={t('meeting.ask.topic')}
          description={t('meeting.ask.help')}
          placeholder={t('meeting.ask.placeholder')}
          value={topic}
          maxLength={200}
          size="lg"
          data-autofocus
          onChange={(event) => setTopic(event.currentTarget.value)}
        />
        <Group gap="xs">
          {USUAL.map((key) => (
            <Button
              key={key}
              variant="default"
              size="md"
              disabled={sending}
              onClick={() => void send(t(key))}
            >
              {t(key)}
            </Button>
          ))}
        </Group>
        <Group justify="space-between">
          <Text size="sm" c="dimmed">
            Enter ↵
          </Text>
          <Group>
            <Button variant="subtle" onClick={onDone} size="md">
              {t('common.cancel')}
            </Button>
            <Button type="submit" size="md" loading={sending}>
              {t('meeting.ask.title')}
            </Button>
          </Group>
        </Group>
      </Stack>
    </form>
  );
}
