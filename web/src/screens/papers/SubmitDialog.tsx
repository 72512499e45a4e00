// A unit's new paper, or a newer version of one: what is said about it and its file.
import { Button, FileInput, Group, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Submission, WantedItem } from '../../api/submissions';
import { Dialog } from '../../components/Dialog';
import { useT } from '../../i18n';
import { ACCEPTED, titleFrom } from '../secretary/uploadQueue';
import { DetailsFields, EMPTY } from './DetailsFields';
import classes from './Dialogs.module.css';
import { SentSoFar } from './SentSoFar';
import { useSending } from './useSending';

interface Props {
  readonly meeting: string;
  readonly item: WantedItem;
  readonly newerOf: Submission | null;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

export function SubmitDialog({ meeting, item, newerOf, onClose, onDone }: Props) {
  const t = useT();
  const { percent, send } = useSending(meeting);
  const [said, setSaid] = useState(newerOf ?? EMPTY);
  const [note, setNote] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const choose = (chosen: File | null) => {
    setFile(chosen);
    if (chosen && said.title === '') setSaid({ ...said, title: titleFrom(chosen.name) });
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!file) return;
    const { title, number, issuer, dated, kind, marking } = said;
    const about = { title: title.trim(), number: number.trim(), issuer: issuer.trim(), dated, kind, marking };
    const of = newerOf ? { newer_of: newerOf.paper, note: note.trim() } : { item: item.item };
    if (await send({ ...about, ...of }, file)) {
      onDone();
      onClose();
    }
  };
  return (
    <Dialog
      onClose={onClose}
      closeOnClickOutside={false}
      title={t(newerOf ? 'papers.newVersion' : 'papers.newPaper')}
      size="lg"
    >
      <form onSubmit={submit}>
        <Stack>
          <Text fw={600}>{item.title}</Text>
          <FileInput
            label={t('meeting.page.papers')}
            placeholder={t('papers.chooseFile')}
            classNames={{ placeholder: classes.choose ?? '' }}
            required
            accept={ACCEPTED}
            value={file}
            onChange={choose}
          />
          <DetailsFields value={said} onChange={(draft) => setSaid({ ...said, ...draft })} />
          {newerOf && (
            <TextInput
              label={t('papers.note')}
              placeholder={t('papers.noteHint')}
              maxLength={300}
              value={note}
              onChange={(event) => setNote(event.currentTarget.value)}
            />
          )}
          <SentSoFar percent={percent} />
          <Group justify="flex-end">
            <Button variant="subtle" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={percent !== null} disabled={!file || said.title.trim() === ''}>
              {t('papers.saveDraft')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
