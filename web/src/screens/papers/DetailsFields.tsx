// The form fields of what is said about a paper.
import { Select, TextInput } from '@mantine/core';
import { PAPER_KINDS, type PaperKind, type Said } from '../../api/view/papers';
import { DateField } from '../../components/DateFields';
import { type Key, useT } from '../../i18n';
import classes from './Dialogs.module.css';

export type Draft = Pick<Said, 'title' | 'number' | 'issuer' | 'dated' | 'kind' | 'marking'>;
export const EMPTY: Draft = {
  title: '',
  number: '',
  issuer: '',
  dated: '',
  kind: 'report',
  marking: 'normal',
};

interface Props {
  readonly value: Draft;
  readonly onChange: (draft: Draft) => void;
}

export function DetailsFields({ value, onChange }: Props) {
  const t = useT();
  const set = (part: Partial<Draft>) => onChange({ ...value, ...part });
  return (
    <div className={classes.fields}>
      <TextInput
        className={classes.wide ?? ''}
        label={t('papers.title')}
        maxLength={300}
        required
        data-autofocus
        value={value.title}
        onChange={(event) => set({ title: event.currentTarget.value })}
      />
      <Select
        label={t('papers.kind')}
        data={PAPER_KINDS.map((kind) => ({ value: kind, label: t(`papers.kind_${kind}` as Key) }))}
        value={value.kind}
        allowDeselect={false}
        onChange={(kind) => set({ kind: (kind ?? value.kind) as PaperKind })}
      />
      <TextInput
        label={t('papers.number')}
        placeholder={t('papers.numberHint')}
        maxLength={100}
        value={value.number}
        onChange={(event) => set({ number: event.currentTarget.value })}
      />
      <TextInput
        label={t('papers.issuer')}
        maxLength={200}
        value={value.issuer}
        onChange={(event) => set({ issuer: event.currentTarget.value })}
      />
      <DateField
        label={t('papers.dated')}
        min="1900-01-01"
        max="2199-12-31"
        value={value.dated}
        onChange={(dated) => set({ dated })}
      />
      <Select
        label={t('papers.marking')}
        data={['normal', 'confidential', 'secret', 'top_secret'].map((marking) => ({
          value: marking,
          label: t(`papers.marking_${marking}` as Key),
        }))}
        value={value.marking}
        allowDeselect={false}
        onChange={(marking) => set({ marking: marking ?? value.marking })}
      />
    </div>
  );
}
