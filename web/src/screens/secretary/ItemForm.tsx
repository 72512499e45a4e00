// Title, rapporteur, minutes, who reports and whether observers attend, of one agenda item; Enter stores, Escape leaves. Stays open for the next when adding.
import { Button, MultiSelect, NumberInput, Switch, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import type { AgendaItem } from '../../api/view';
import { useT } from '../../i18n';
import { useMeetingView } from '../../stores/SeatProvider';
import classes from './AgendaPanel.module.css';
import { reporters } from './subjects';

export interface ItemFields {
  readonly title: string;
  readonly rapporteur: string;
  readonly planned_s: number;
  readonly seats: readonly string[];
  readonly internal: boolean;
}

const GROUPS = {
  sites: 'admin.invitedSites',
  officers: 'admin.officers',
  delegates: 'secretary.delegates',
} as const;

interface Props {
  readonly start: AgendaItem | null;
  readonly label: string;
  readonly onSubmit: (fields: ItemFields) => Promise<boolean>;
  readonly onCancel: () => void;
}

export function ItemForm({ start, label, onSubmit, onCancel }: Props) {
  const t = useT();
  const first = useRef<HTMLInputElement>(null);
  const [title, setTitle] = useState(start?.title ?? '');
  const [rapporteur, setRapporteur] = useState(start?.rapporteur ?? '');
  const [minutes, setMinutes] = useState(start ? Math.round(start.planned_s / 60) : 15);
  const [seats, setSeats] = useState<string[]>([...(start?.seats ?? [])]);
  const [internal, setInternal] = useState(start?.internal ?? false);
  const [busy, setBusy] = useState(false);
  const choices = reporters(useMeetingView()).map(({ group, items }) => ({
    group: t(GROUPS[group]),
    items,
  }));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (title.trim() === '') return first.current?.focus();
    setBusy(true);
    const done = await onSubmit({
      title: title.trim(),
      rapporteur: rapporteur.trim(),
      planned_s: minutes * 60,
      seats,
      internal,
    });
    setBusy(false);
    if (!done || start) return;
    setTitle('');
    setRapporteur('');
    setSeats([]);
    setInternal(false);
    first.current?.focus();
  };
  return (
    <form
      className={classes.fields}
      onSubmit={submit}
      onKeyDown={(event) => event.key === 'Escape' && onCancel()}
    >
      <TextInput
        ref={first}
        aria-label={t('secretary.itemTitle')}
        placeholder={t('secretary.itemTitle')}
        maxLength={300}
        autoFocus
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <TextInput
        aria-label={t('secretary.itemRapporteur')}
        placeholder={t('secretary.itemRapporteur')}
        maxLength={200}
        value={rapporteur}
        onChange={(event) => setRapporteur(event.currentTarget.value)}
      />
      <NumberInput
        aria-label={t('secretary.itemMinutes')}
        min={0}
        max={600}
        step={5}
        value={minutes}
        onChange={(value) => setMinutes(Number(value) || 0)}
      />
      <MultiSelect
        className={classes.wide ?? ''}
        aria-label={t('agenda.seats')}
        placeholder={seats.length === 0 ? t('agenda.seats') : ''}
        data={choices}
        searchable
        clearable
        hidePickedOptions
        value={seats}
        onChange={setSeats}
      />
      <Switch
        className={classes.wide ?? ''}
        label={t('agenda.internalSwitch')}
        checked={internal}
        onChange={(event) => setInternal(event.currentTarget.checked)}
      />
      <Button type="submit" loading={busy}>
        {label}
      </Button>
      <Button variant="default" onClick={onCancel}>
        {t('common.close')}
      </Button>
    </form>
  );
}
