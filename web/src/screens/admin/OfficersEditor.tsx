// Who conducts the meeting: chair, deputies in order of succession, secretaries, technicians.
import { ActionIcon, MultiSelect, Select } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import type { Account } from '../../api/accounts';
import { useT } from '../../i18n';
import { filterFolded } from '../home/fold';
import { shifted } from './agendaEditing';
import classes from './MeetingForm.module.css';
import type { MeetingForm } from './meetingForm';

interface Props {
  readonly form: MeetingForm;
  readonly people: readonly Account[];
  readonly set: (change: Partial<MeetingForm>) => void;
}

interface Option {
  readonly value: string;
  readonly label: string;
}

export function OfficersEditor({ form, people, set }: Props) {
  const t = useT();
  const taken = [form.chair, ...form.deputies, ...form.secretaries, ...form.technicians];
  const options = (own: readonly (string | null)[]): Option[] =>
    people
      .filter((person) => !person.disabled && (own.includes(person.id) || !taken.includes(person.id)))
      .map((person) => ({
        value: person.id,
        label: person.office ? `${person.name} · ${person.office}` : person.name,
      }));
  const common = {
    searchable: true,
    filter: filterFolded,
    nothingFoundMessage: t('admin.nobody'),
    placeholder: t('admin.choosePerson'),
  };
  return (
    <div className={classes.people}>
      <Select
        {...common}
        label={t('admin.chair')}
        data={options([form.chair])}
        value={form.chair}
        onChange={(chair) => set({ chair })}
        clearable
        withAsterisk
      />
      <MultiSelect
        {...common}
        label={t('admin.secretaries')}
        data={options(form.secretaries)}
        value={[...form.secretaries]}
        onChange={(secretaries) => set({ secretaries })}
      />
      <Deputies form={form} options={options} common={common} set={set} />
      <MultiSelect
        {...common}
        label={t('admin.technicians')}
        data={options(form.technicians)}
        value={[...form.technicians]}
        onChange={(technicians) => set({ technicians })}
      />
    </div>
  );
}

interface DeputiesProps {
  readonly form: MeetingForm;
  readonly options: (own: readonly (string | null)[]) => Option[];
  readonly common: object;
  readonly set: (change: Partial<MeetingForm>) => void;
}

function Deputies({ form, options, common, set }: DeputiesProps) {
  const t = useT();
  const { deputies } = form;
  const all = options(deputies);
  return (
    <div className={classes.deputies}>
      <Select
        {...common}
        label={t('admin.deputies')}
        data={all.filter((option) => !deputies.includes(option.value))}
        value={null}
        onChange={(account) => account && set({ deputies: [...deputies, account] })}
      />
      {deputies.map((account, index) => {
        const label = all.find((option) => option.value === account)?.label ?? account;
        const n = index + 1;
        return (
          <div key={account} className={classes.deputy}>
            <span>
              {n}. {label}
            </span>
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              disabled={index === 0}
              aria-label={t('admin.moveUp', { n })}
              onClick={() => set({ deputies: shifted(deputies, index, -1) })}
            >
              <IconArrowUp size={18} aria-hidden />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              disabled={index === deputies.length - 1}
              aria-label={t('admin.moveDown', { n })}
              onClick={() => set({ deputies: shifted(deputies, index, 1) })}
            >
              <IconArrowDown size={18} aria-hidden />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={`${t('common.remove')}: ${label}`}
              onClick={() => set({ deputies: deputies.filter((one) => one !== account) })}
            >
              <IconTrash size={18} aria-hidden />
            </ActionIcon>
          </div>
        );
      })}
    </div>
  );
}
