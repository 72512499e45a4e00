// Delegates by site: add, correct, remove, copy a personal link.
import { ActionIcon, Button, Select, TextInput, Tooltip } from '@mantine/core';
import { IconLink, IconPencil, IconPlus, IconTrash, IconUsers } from '@tabler/icons-react';
import { type FormEvent, useRef, useState } from 'react';
import { meetings } from '../../api/meetings';
import type { Delegate } from '../../api/view';
import { useLanguage } from '../../i18n';
import { formatTime } from '../../lib/format';
import { notifyDone, notifyProblem } from '../../lib/notify';
import { can } from '../../stores/facts';
import { useMeetingView, useSeat } from '../../stores/SeatProvider';
import { CopyLink } from '../admin/CopyLink';
import { HallPlans } from '../attendance/SeatPlan';
import { Empty } from '../home/Notice';
import { useCommand } from '../parts/useCommand';
import { DelegateForm } from './DelegateForm';
import classes from './DelegatesPanel.module.css';

export function DelegatesPanel() {
  const { t } = useLanguage();
  const view = useMeetingView();
  const sites = Object.values(view.sites).filter((site) => site.delegates.length > 0);
  return (
    <div className={classes.panel}>
      {can(view, 'delegate.add') && <AddDelegate />}
      <HallPlans />
      {sites.length === 0 && (
        <Empty
          icon={IconUsers}
          title={t('secretary.delegatesEmpty')}
          help={t('secretary.delegatesEmptyHelp')}
        />
      )}
      {sites.map((site) => (
        <section key={site.seat}>
          <h3 className={classes.site}>
            {site.name} <span className="figures">({site.delegates.length})</span>
          </h3>
          {site.delegates.map((id) => {
            const one = view.delegates[id];
            return one ? <DelegateRow key={id} delegate={one} /> : null;
          })}
        </section>
      ))}
    </div>
  );
}

function AddDelegate() {
  const { t } = useLanguage();
  const view = useMeetingView();
  const give = useCommand();
  const first = useRef<HTMLInputElement>(null);
  const [name, setName] = useState('');
  const [office, setOffice] = useState('');
  const [site, setSite] = useState<string | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === '' || site === null) return;
    const id = `d${crypto.randomUUID().slice(0, 8)}`;
    if (!(await give('delegate.add', { id, name: name.trim(), office: office.trim(), site }))) return;
    setName('');
    setOffice('');
    first.current?.focus();
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      <TextInput
        ref={first}
        aria-label={t('secretary.delegateName')}
        placeholder={t('secretary.delegateName')}
        maxLength={200}
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
        placeholder={t('secretary.delegateSite')}
        searchable
        data={Object.values(view.sites).map((one) => ({ value: one.code, label: one.name }))}
        value={site}
        onChange={setSite}
      />
      <Button
        type="submit"
        disabled={name.trim() === '' || site === null}
        leftSection={<IconPlus size={18} aria-hidden />}
      >
        {t('common.add')}
      </Button>
    </form>
  );
}

function DelegateRow({ delegate }: { delegate: Delegate }) {
  const { t, language } = useLanguage();
  const view = useMeetingView();
  const { id } = useSeat();
  const give = useCommand();
  const [url, setUrl] = useState<string | null>(null);
  const [editing, setEditing] = useState(false);
  const { name } = delegate;
  const makeLink = async () => {
    try {
      const made = await meetings.link(id, 'delegate', delegate.id);
      setUrl(made.url);
      await navigator.clipboard.writeText(made.url).then(
        () => notifyDone(t('secretary.linkCopied', { name })),
        () => undefined,
      );
    } catch (problem) {
      notifyProblem(problem, t);
    }
  };
  return (
    <div className={classes.row}>
      <div className={classes.who}>
        <strong>{name}</strong>
        <span>
          {[
            delegate.office,
            delegate.checked_in_at &&
              t('secretary.checkedIn', { time: formatTime(delegate.checked_in_at, language) }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </div>
      <Tooltip label={t('secretary.delegateLink', { name })}>
        <ActionIcon
          variant="default"
          size="lg"
          aria-label={t('secretary.delegateLink', { name })}
          onClick={() => void makeLink()}
        >
          <IconLink size={19} aria-hidden />
        </ActionIcon>
      </Tooltip>
      {can(view, 'delegate.edit') && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={t('secretary.editDelegate', { name })}
          aria-expanded={editing}
          onClick={() => setEditing(!editing)}
        >
          <IconPencil size={19} aria-hidden />
        </ActionIcon>
      )}
      {can(view, 'delegate.remove') && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={t('secretary.removeDelegate', { name })}
          onClick={() => void give('delegate.remove', { id: delegate.id })}
        >
          <IconTrash size={19} aria-hidden />
        </ActionIcon>
      )}
      {editing && <DelegateForm delegate={delegate} onClose={() => setEditing(false)} />}
      {url && (
        <div className={classes.url}>
          <CopyLink url={url} />
        </div>
      )}
    </div>
  );
}
