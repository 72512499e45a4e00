// A unit's new paper, or a newer version of one: what is said about it and its file.
import { FileInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Submission, WantedItem } from '../../api/submissions';
import { useT } from '../../i18n';
import { ACCEPTED, titleFrom } from '../secretary/uploadQueue';
import { DetailsFields, EMPTY } from './DetailsFields';
import classes from './Dialogs.module.css';
import { SendingDialog } from './SendingDialog';
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
  const submit = async () => {
    if (!file) return;
    const { title, number, issuer, dated, kind, marking } = said;
    const about = { title: title.trim(), number: number.trim(), issuer: issuer.trim(), dated, kind, marking };
    const of = newerOf ? { newer_of: newerOf.paper, note: note.trim() } : { item: item.item };
    const sent = await send({ ...about, ...of }, file);
    // Also when it came to nothing: the list may have shown it on its way.
    onDone();
    if (sent) onClose();
  };
  return (
    <SendingDialog
      title={t(newerOf ? 'papers.newVersion' : 'papers.newPaper')}
      about={item.title}
      act={t('papers.saveDraft')}
      ready={file !== null && said.title.trim() !== ''}
      percent={percent}
      onSend={submit}
      onClose={onClose}
    >
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
    </SendingDialog>
  );
}
