// Sends a newer version of a paper that is in the meeting.
import { FileInput, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Paper } from '../../api/view';
import { useT } from '../../i18n';
import { notifyDone } from '../../lib/notify';
import { ACCEPTED } from '../secretary/uploadQueue';
import classes from './Dialogs.module.css';
import { SendingDialog } from './SendingDialog';
import { useSending } from './useSending';

export function ReplaceDialog({
  meeting,
  paper,
  onClose,
}: {
  meeting: string;
  paper: Pick<Paper, 'id' | 'title'>;
  onClose: () => void;
}) {
  const t = useT();
  const { percent, send } = useSending(meeting);
  const [file, setFile] = useState<File | null>(null);
  const [note, setNote] = useState('');
  const submit = async () => {
    if (!file) return;
    if (await send({ newer_of: paper.id, note: note.trim() }, file)) {
      notifyDone(t('papers.replacing'));
      onClose();
    }
  };
  return (
    <SendingDialog
      title={t('papers.replaceTitle')}
      about={paper.title}
      act={t('papers.sendNew')}
      ready={file !== null}
      percent={percent}
      onSend={submit}
      onClose={onClose}
    >
      <Text size="sm">{t('papers.replaceHelp')}</Text>
      <FileInput
        label={t('papers.file')}
        placeholder={t('papers.chooseFile')}
        classNames={{ placeholder: classes.choose ?? '' }}
        required
        data-autofocus
        accept={ACCEPTED}
        value={file}
        onChange={setFile}
      />
      <TextInput
        label={t('papers.note')}
        placeholder={t('papers.noteHint')}
        maxLength={300}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </SendingDialog>
  );
}
