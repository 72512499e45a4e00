// Sends a newer version of a paper that is in the meeting.
import { Button, FileInput, Group, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Paper } from '../../api/view';
import { Dialog } from '../../components/Dialog';
import { useT } from '../../i18n';
import { notifyDone } from '../../lib/notify';
import { ACCEPTED } from '../secretary/uploadQueue';
import classes from './Dialogs.module.css';
import { SentSoFar } from './SentSoFar';
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
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!file) return;
    if (await send({ newer_of: paper.id, note: note.trim() }, file)) {
      notifyDone(t('papers.replacing'));
      onClose();
    }
  };
  return (
    <Dialog onClose={onClose} closeOnClickOutside={false} title={t('papers.replaceTitle')} size="lg">
      <form onSubmit={submit}>
        <Stack>
          <Text fw={600}>{paper.title}</Text>
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
          <SentSoFar percent={percent} />
          <Group justify="flex-end">
            <Button variant="subtle" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={percent !== null} disabled={!file}>
              {t('papers.sendNew')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
