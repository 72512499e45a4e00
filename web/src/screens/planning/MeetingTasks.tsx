// Keeping a meeting as a template, and calling one off: each a question with one field.
import { Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type MeetingSummary, meetings } from '../../api/meetings';
import { templates } from '../../api/planning';
import { ConfirmDialog } from '../../components/ConfirmDialog';
import { useT } from '../../i18n';
import { notifyDone } from '../../lib/notify';

interface Props {
  readonly meeting: MeetingSummary;
  readonly onClose: () => void;
}

export function KeepDialog({ meeting, onClose }: Props) {
  const t = useT();
  const queries = useQueryClient();
  const [name, setName] = useState(meeting.title);
  const keep = useMutation({
    mutationFn: () => templates.keep(meeting.id, name.trim()),
    onSuccess: async (saved) => {
      await queries.invalidateQueries({ queryKey: ['templates'] });
      notifyDone(t('planning.templateSaved', { name: saved.name }));
      onClose();
    },
  });
  return (
    <ConfirmDialog
      title={t('planning.keepTemplate')}
      act={t('common.save')}
      grave={false}
      busy={keep.isPending}
      problem={keep.error}
      onDo={() => keep.mutate()}
      onClose={onClose}
    >
      <TextInput
        label={t('planning.templateName')}
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
    </ConfirmDialog>
  );
}

export function CancelDialog({ meeting, onClose }: Props) {
  const t = useT();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const cancel = useMutation({
    mutationFn: () => meetings.cancel(meeting.id, reason.trim()),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['meetings'] });
      await queries.invalidateQueries({ queryKey: ['calendar'] });
      notifyDone(t('planning.cancelled'));
      onClose();
    },
  });
  return (
    <ConfirmDialog
      title={t('planning.cancelTitle', { title: meeting.title })}
      help={t('planning.cancelHelp')}
      act={t('planning.cancelMeeting')}
      busy={cancel.isPending}
      problem={cancel.error}
      onDo={() => cancel.mutate()}
      onClose={onClose}
    >
      <Textarea
        label={t('planning.reason')}
        autosize
        data-autofocus
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </ConfirmDialog>
  );
}
