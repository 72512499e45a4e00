// Corrects a delegate's name, office or hall; Enter stores, Escape leaves.
import { Button, Select, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Delegate } from '../../api/view';
import { useT } from '../../i18n';
import { useMeetingView } from '../../stores/SeatProvider';
import { useCommand } from '../parts/useCommand';
import classes from './DelegatesPanel.module.css';

export function DelegateForm({ delegate, onClose }: { delegate: Delegate; onClose: () => void }) {
  const t = useT();
  const view = useMeetingView();
  const give = useCommand();
  const [name, setName] = useState(delegate.name);
  const [office, setOffice] = useState(delegate.office);
  const [site, setSite] = useState(view.sites[delegate.site]?.code ?? '');
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const done = await give('delegate.edit', {
      id: delegate.id,
      name: name.trim(),
      office: office.trim(),
      site,
    });
    setBusy(false);
    if (done) onClose();
  };
  return (
    <form
      className={`${classes.form} ${classes.url}`}
      onSubmit={submit}
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
    >
      <TextInput
        aria-label={t('secretary.delegateName')}
        maxLength={200}
        autoFocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        aria-label={t('secretary.delegateOffice')}
        placeholder={t('secretary.delegateOffice')}
        maxLength={200}
        value={office}
        onChange={(event) => setOffice(event.currentTarget.value)}
      />
      <Select
        aria-label={t('secretary.delegateSite')}
        searchable
        allowDeselect={false}
        data={Object.values(view.sites).map((one) => ({ value: one.code, label: one.name }))}
        value={site}
        onChange={(chosen) => chosen && setSite(chosen)}
      />
      <Button type="submit" loading={busy} disabled={name.trim() === ''}>
        {t('common.save')}
      </Button>
    </form>
  );
}
