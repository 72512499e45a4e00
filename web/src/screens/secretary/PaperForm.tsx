// What is said about a paper that is there already; Enter stores, Escape leaves.
import { Button, Group, Select, Stack } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Paper, View } from '../../api/view';
import { Dialog } from '../../components/Dialog';
import { useT } from '../../i18n';
import { useMeetingView } from '../../stores/SeatProvider';
import { DetailsFields } from '../papers/DetailsFields';
import { useCommand } from '../parts/useCommand';
import { ItemSelect } from './ItemSelect';
import { paperChange } from './paperChange';

export function PaperForm({ paper, onClose }: { paper: Paper; onClose: () => void }) {
  const t = useT();
  const give = useCommand();
  const view = useMeetingView();
  const [draft, setDraft] = useState({ ...paper });
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const change = paperChange(paper, draft);
    if (change === null) return onClose();
    setBusy(true);
    const done = await give('paper.edit', change);
    setBusy(false);
    if (done) onClose();
  };
  return (
    <Dialog onClose={onClose} title={t('papers.edit')} size="lg">
      <form onSubmit={submit}>
        <Stack>
          <DetailsFields value={draft} onChange={(said) => setDraft({ ...draft, ...said })} />
          <ItemSelect value={draft.item} onChange={(item) => setDraft({ ...draft, item })} />
          <Select
            label={t('papers.unit')}
            placeholder={t('papers.noUnit')}
            data={unitChoices(view)}
            value={draft.unit}
            clearable
            searchable
            onChange={(unit) => setDraft({ ...draft, unit })}
          />
          <Group justify="flex-end">
            <Button variant="subtle" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={busy} disabled={draft.title.trim() === ''}>
              {t('common.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

/** The seats of the meeting by name: halls, officers, delegates. */
function unitChoices({ sites, officers, delegates }: View) {
  const people = [...Object.values(officers), ...Object.values(delegates)];
  return [
    ...Object.values(sites).map(({ seat, name }) => ({ value: seat, label: name })),
    ...people.map(({ seat, name, office }) => ({ value: seat, label: office ? `${name}, ${office}` : name })),
  ];
}
