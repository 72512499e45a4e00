// Another title or agenda item for a paper that is there already; Enter stores, Escape leaves.
import { Button, Group, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Paper } from '../../api/view';
import { useT } from '../../i18n';
import { useCommand } from '../parts/useCommand';
import { ItemSelect } from './ItemSelect';
import classes from './PapersPanel.module.css';
import { paperChange } from './paperChange';

export function PaperForm({ paper, onClose }: { paper: Paper; onClose: () => void }) {
  const t = useT();
  const give = useCommand();
  const [title, setTitle] = useState(paper.title);
  const [item, setItem] = useState(paper.item);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const change = paperChange(paper, title, item);
    if (change === null) return onClose();
    setBusy(true);
    const done = await give('paper.edit', change);
    setBusy(false);
    if (done) onClose();
  };
  return (
    <form
      className={classes.edit}
      onSubmit={submit}
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
    >
      <TextInput
        label={t('secretary.paperTitle')}
        maxLength={300}
        autoFocus
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <ItemSelect value={item} onChange={setItem} />
      <Group gap="xs">
        <Button type="submit" size="sm" loading={busy} disabled={title.trim() === ''}>
          {t('common.save')}
        </Button>
        <Button size="sm" variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
      </Group>
    </form>
  );
}
