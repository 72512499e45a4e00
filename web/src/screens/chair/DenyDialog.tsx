// Refuses a request or a question with a reason; the usual reasons are one press.
import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FloorRequest } from '../../api/view';
import type { Question } from '../../api/view/floor';
import { type Key, useT } from '../../i18n';
import { speakerOf } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';
import { useCommand } from '../parts/useCommand';

const USUAL: readonly Key[] = [
  'meeting.console.denyLater',
  'meeting.console.denyTime',
  'meeting.console.denyWritten',
  'meeting.console.denyOther',
];

interface Refused {
  readonly name: string;
  /** What the refusing command is called, and what it names. */
  readonly command: 'floor.deny' | 'question.deny';
  readonly data: object;
}

export function DenyDialog({ request, onClose }: { request: FloorRequest | null; onClose: () => void }) {
  const view = useMeetingView();
  const refused = request && {
    name: speakerOf(view, request).name,
    command: 'floor.deny' as const,
    data: { request: request.id },
  };
  return <Refusal refused={refused} onClose={onClose} />;
}

export function DenyQuestionDialog({
  question,
  onClose,
}: {
  question: Question | null;
  onClose: () => void;
}) {
  const refused = question && {
    name: question.name,
    command: 'question.deny' as const,
    data: { question: question.id },
  };
  return <Refusal refused={refused} onClose={onClose} />;
}

function Refusal({ refused, onClose }: { refused: Refused | null; onClose: () => void }) {
  const t = useT();
  return (
    <Modal
      opened={refused !== null}
      onClose={onClose}
      title={t('meeting.console.denyTitle', { name: refused?.name ?? '' })}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {refused && <DenyForm refused={refused} onDone={onClose} />}
    </Modal>
  );
}

function DenyForm({ refused, onDone }: { refused: Refused; onDone: () => void }) {
  const t = useT();
  const give = useCommand();
  const [reason, setReason] = useState('');
  const deny = async (text: string) => {
    if (await give(refused.command, { ...refused.data, reason: text.trim() })) onDone();
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
