// Answers an invitation: attends, is absent with a reason, or sends a substitute.
import { Button, Group, Modal, Radio, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Delegate } from '../../api/view';
import { useT } from '../../i18n';
import { useCommand } from '../parts/useCommand';
import classes from './AnswerDialog.module.css';

const KINDS = ['attending', 'absent', 'substitute'] as const;
type Kind = (typeof KINDS)[number];

interface Props {
  readonly delegate: Delegate;
  readonly reason: string;
  readonly opened: boolean;
  readonly onClose: () => void;
}

export function AnswerDialog({ delegate, reason, opened, onClose }: Props) {
  const t = useT();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="lg"
      title={t('attendance.answerFor', { name: delegate.invited.name })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {opened && <AnswerForm delegate={delegate} reason={reason} onDone={onClose} />}
    </Modal>
  );
}

interface FormProps {
  readonly delegate: Delegate;
  readonly reason: string;
  readonly onDone: () => void;
}

function AnswerForm({ delegate, reason: known, onDone }: FormProps) {
  const t = useT();
  const give = useCommand();
  const [kind, setKind] = useState<Kind>(
    delegate.substitute ? 'substitute' : (delegate.answer ?? 'attending'),
  );
  const [reason, setReason] = useState(known);
  const [name, setName] = useState(delegate.substitute?.name ?? '');
  const [office, setOffice] = useState(delegate.substitute?.office ?? '');
  const [sending, setSending] = useState(false);
  const ready = { attending: true, absent: reason.trim() !== '', substitute: name.trim() !== '' }[kind];
  const send = async () => {
    setSending(true);
    const done = await give('invitation.answer', {
      subject: delegate.seat,
      answer: kind === 'attending' ? 'attending' : 'absent',
      reason: kind === 'attending' ? '' : reason.trim(),
      substitute: kind === 'substitute' ? { name: name.trim(), office: office.trim() } : null,
    });
    setSending(false);
    if (done) onDone();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) void send();
      }}
    >
      <Stack gap="md">
        <Radio.Group
          aria-label={t('attendance.answer')}
          value={kind}
          onChange={(value) => setKind(value as Kind)}
        >
          <div className={classes.kinds}>
            {KINDS.map((one) => (
              <Radio.Card key={one} value={one} className={classes.kind ?? ''}>
                <Radio.Indicator />
                <span>{t(`attendance.answer.${one}`)}</span>
              </Radio.Card>
            ))}
          </div>
        </Radio.Group>
        {kind === 'substitute' && (
          <>
            <TextInput
              label={t('attendance.substituteName')}
              required
              maxLength={200}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <TextInput
              label={t('attendance.substituteOffice')}
              maxLength={200}
              value={office}
              onChange={(event) => setOffice(event.currentTarget.value)}
            />
          </>
        )}
        {kind !== 'attending' && (
          <TextInput
            label={t(kind === 'absent' ? 'attendance.reason' : 'attendance.reasonOptional')}
            required={kind === 'absent'}
            maxLength={300}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        )}
        <Group justify="flex-end">
          <Button type="submit" size="md" disabled={!ready} loading={sending}>
            {t('attendance.send')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
