// Who is invited: the halls, and the officers who conduct the meeting. Removing is asked twice: it ends a turn too.
import { ActionIcon, Button, Select } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { accounts } from '../../api/accounts';
import { sites } from '../../api/sites';
import type { Role } from '../../api/view';
import { useT } from '../../i18n';
import { can } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';
import { filterFolded } from '../home/fold';
import { LoadFailed } from '../home/Notice';
import { useCommand } from '../parts/useCommand';
import classes from './DelegatesPanel.module.css';
import { officerToAdd, peopleToAdd, sitesToAdd } from './seatChoices';

const APPOINTED: readonly Role[] = ['deputy', 'secretary', 'technician'];

export function SeatsPanel() {
  const t = useT();
  const view = useMeetingView();
  const halls = Object.values(view.sites);
  const officers = Object.values(view.officers).sort((a, b) => a.order - b.order);
  const removesOfficers = can(view, 'officer.remove');
  return (
    <div className={classes.panel}>
      <h3 className={classes.site}>
        {t('secretary.halls')} <span className="figures">({halls.length})</span>
      </h3>
      {can(view, 'site.add') && <AddSite />}
      {halls.map((site) => (
        <Row
          key={site.seat}
          name={site.name}
          detail={site.short_name === site.name ? '' : site.short_name}
          removable={can(view, 'site.remove')}
          command="site.remove"
          data={{ code: site.code }}
        />
      ))}
      <h3 className={classes.site}>
        {t('secretary.officersGroup')} <span className="figures">({officers.length})</span>
      </h3>
      {can(view, 'officer.add') && <AddOfficer />}
      {officers.map((one) => (
        <Row
          key={one.seat}
          name={one.name}
          detail={[t(`home.role_${one.role as 'chair'}`), one.office].filter(Boolean).join(' · ')}
          removable={removesOfficers && one.role !== 'chair' && one.seat !== view.me.seat}
          command="officer.remove"
          data={{ seat: one.seat }}
        />
      ))}
    </div>
  );
}

interface RowProps {
  readonly name: string;
  readonly detail: string;
  readonly removable: boolean;
  readonly command: string;
  readonly data: object;
}

function Row({ name, detail, removable, command, data }: RowProps) {
  const t = useT();
  const give = useCommand();
  const [asking, setAsking] = useState(false);
  return (
    <div className={classes.row}>
      <div className={classes.who}>
        <strong>{name}</strong>
        <span>{detail}</span>
      </div>
      {removable && !asking && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={t('secretary.removeSeat', { name })}
          onClick={() => setAsking(true)}
        >
          <IconTrash size={19} aria-hidden />
        </ActionIcon>
      )}
      {asking && (
        <div className={classes.url} role="alert">
          {t('secretary.removeSeatSure', { name })}{' '}
          <Button size="compact-sm" color="red.9" autoFocus onClick={() => void give(command, data)}>
            {t('common.remove')}
          </Button>{' '}
          <Button size="compact-sm" variant="default" onClick={() => setAsking(false)}>
            {t('common.cancel')}
          </Button>
        </div>
      )}
    </div>
  );
}

function AddSite() {
  const t = useT();
  const view = useMeetingView();
  const give = useCommand();
  const [code, setCode] = useState<string | null>(null);
  const day = (view.meeting.scheduled_at ?? new Date().toISOString()).slice(0, 10);
  const found = useQuery({ queryKey: ['sites', day], queryFn: () => sites.list(day) });
  const free = sitesToAdd(found.data ?? [], view);
  const add = async () => {
    const site = free.find((one) => one.code === code);
    if (!site) return;
    const { name, short_name, kind } = site;
    if (await give('site.add', { code: site.code, name, short_name, kind })) setCode(null);
  };
  return (
    <Adding problem={found.error} retry={found.refetch} ready={code !== null} onAdd={add}>
      <Select
        aria-label={t('secretary.addSite')}
        placeholder={t('secretary.addSite')}
        searchable
        filter={filterFolded}
        nothingFoundMessage={t('secretary.nobodyToAdd')}
        data={free.map((site) => ({ value: site.code, label: site.name }))}
        value={code}
        onChange={setCode}
      />
    </Adding>
  );
}

function AddOfficer() {
  const t = useT();
  const view = useMeetingView();
  const give = useCommand();
  const [account, setAccount] = useState<string | null>(null);
  const [role, setRole] = useState<string>('technician');
  const found = useQuery({ queryKey: ['accounts'], queryFn: accounts.list });
  const free = peopleToAdd(found.data ?? [], view);
  const add = async () => {
    const person = free.find((one) => one.id === account);
    if (person && (await give('officer.add', officerToAdd(person, role as Role, view)))) setAccount(null);
  };
  return (
    <Adding problem={found.error} retry={found.refetch} ready={account !== null} onAdd={add}>
      <Select
        aria-label={t('secretary.addOfficer')}
        placeholder={t('secretary.addOfficer')}
        searchable
        filter={filterFolded}
        nothingFoundMessage={t('secretary.nobodyToAdd')}
        data={free.map((one) => ({
          value: one.id,
          label: one.office ? `${one.name} · ${one.office}` : one.name,
        }))}
        value={account}
        onChange={setAccount}
      />
      <Select
        aria-label={t('secretary.officerRole')}
        data={APPOINTED.map((one) => ({ value: one, label: t(`home.role_${one as 'chair'}`) }))}
        allowDeselect={false}
        value={role}
        onChange={(chosen) => chosen && setRole(chosen)}
      />
    </Adding>
  );
}

interface AddingProps {
  readonly problem: unknown;
  readonly retry: () => unknown;
  readonly ready: boolean;
  readonly onAdd: () => Promise<void>;
  readonly children: ReactNode;
}

function Adding({ problem, retry, ready, onAdd, children }: AddingProps) {
  const t = useT();
  if (problem) return <LoadFailed title={t('secretary.choicesFailed')} problem={problem} retry={retry} />;
  return (
    <form
      className={classes.add}
      onSubmit={(event) => {
        event.preventDefault();
        void onAdd();
      }}
    >
      {children}
      <Button type="submit" disabled={!ready} leftSection={<IconPlus size={18} aria-hidden />}>
        {t('common.add')}
      </Button>
    </form>
  );
}
