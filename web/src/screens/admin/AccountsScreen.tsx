// Accounts of people: who may do what, invitations, locking.
import { Button, Menu, TextInput } from '@mantine/core';
import {
  IconLink,
  IconLock,
  IconLockOpen,
  IconPasswordUser,
  IconPencil,
  IconPlus,
  IconSearch,
  IconUserOff,
} from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ACCOUNT_ROLES, type Account, accounts } from '../../api/accounts';
import { PageShell } from '../../components/PageShell';
import { type Translate, useT } from '../../i18n';
import { notifyDone, notifyProblem } from '../../lib/notify';
import { matches } from '../home/fold';
import { Gate } from '../home/Gate';
import { Empty } from '../home/Notice';
import { AccountDrawer } from './AccountDrawer';
import classes from './Admin.module.css';
import { ForgetPasswordDialog } from './ForgetPasswordDialog';
import { InviteDialog } from './InviteDialog';
import { Awaited, ListHead, ListTable, RowMenu } from './Listing';

type Task =
  | { readonly kind: 'none' | 'add' }
  | { readonly kind: 'edit' | 'forget' | 'invite'; readonly account: Account };

export default function AccountsScreen() {
  return <Gate only="administrator">{(principal) => <Accounts self={principal.id} />}</Gate>;
}

function Accounts({ self }: { self: string }) {
  const t = useT();
  const [query, setQuery] = useState('');
  const [task, setTask] = useState<Task>({ kind: 'none' });
  const found = useQuery({ queryKey: ['accounts'], queryFn: accounts.list });
  const shown = (found.data ?? [])
    .filter((account) => matches(query, account.name, account.login, account.office))
    .sort((a, b) => Number(a.disabled) - Number(b.disabled) || a.name.localeCompare(b.name, 'vi'));
  const close = () => setTask({ kind: 'none' });
  return (
    <PageShell>
      <ListHead title={t('admin.accountsTitle')} lead={t('admin.accountsLead')}>
        <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setTask({ kind: 'add' })}>
          {t('admin.addAccount')}
        </Button>
      </ListHead>
      <div className={classes.filters}>
        <TextInput
          className={classes.search ?? ''}
          aria-label={t('admin.searchAccounts')}
          placeholder={t('admin.searchAccounts')}
          leftSection={<IconSearch size={18} aria-hidden />}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
      </div>
      <Awaited found={found} />
      {found.data && shown.length === 0 && (
        <Empty icon={IconUserOff} title={t('admin.accountsEmpty')} help={t('admin.accountsEmptyHelp')} />
      )}
      {shown.length > 0 && <AccountsTable list={shown} self={self} onTask={setTask} />}
      <AccountDrawer
        account={task.kind === 'edit' ? task.account : null}
        opened={task.kind === 'edit' || task.kind === 'add'}
        onClose={close}
        onCreated={(account) => setTask({ kind: 'invite', account })}
      />
      {task.kind === 'forget' && (
        <ForgetPasswordDialog
          account={task.account}
          onClose={close}
          onForgotten={() => setTask({ kind: 'invite', account: task.account })}
        />
      )}
      {task.kind === 'invite' && <InviteDialog account={task.account} onClose={close} />}
    </PageShell>
  );
}

interface TableProps {
  readonly list: readonly Account[];
  readonly self: string;
  readonly onTask: (task: Task) => void;
}

function AccountsTable({ list, self, onTask }: TableProps) {
  const t = useT();
  return (
    <ListTable acts columns={[t('admin.fullName'), t('admin.login'), t('admin.roles'), t('admin.state')]}>
      {list.map((account) => (
        <tr key={account.id} data-off={account.disabled}>
          <td>
            <span className={classes.strong}>{account.name}</span>
            <span className={classes.small}>{account.office}</span>
          </td>
          <td>{account.login}</td>
          <td>{account.roles.map((role) => roleName(role, t)).join(', ')}</td>
          <td>
            <AccountState account={account} />
          </td>
          <td className={classes.end}>
            <AccountActions account={account} isSelf={account.id === self} onTask={onTask} />
          </td>
        </tr>
      ))}
    </ListTable>
  );
}

export function roleName(role: string, t: Translate): string {
  const known = ACCOUNT_ROLES.find((one) => one === role);
  return known ? t(`admin.role_${known}`) : role;
}

function AccountState({ account }: { account: Account }) {
  const t = useT();
  if (account.disabled) return <span className={classes.pill}>{t('admin.disabled')}</span>;
  return (
    <span className={classes.pill} data-tone={account.has_password ? 'good' : 'warn'}>
      {t(account.has_password ? 'admin.active' : 'admin.invited')}
    </span>
  );
}

function AccountActions({
  account,
  isSelf,
  onTask,
}: {
  account: Account;
  isSelf: boolean;
  onTask: (task: Task) => void;
}) {
  const t = useT();
  const queries = useQueryClient();
  const lock = useMutation({
    mutationFn: () => accounts.change(account.id, { disabled: !account.disabled }),
    onSuccess: async (changed) => {
      await queries.invalidateQueries({ queryKey: ['accounts'] });
      notifyDone(
        t(changed.disabled ? 'admin.accountDisabled' : 'admin.accountEnabled', { name: account.name }),
      );
    },
    onError: (problem) => notifyProblem(problem, t),
  });
  return (
    <RowMenu label={t('admin.actionsOf', { name: account.name })}>
      <Menu.Item
        leftSection={<IconLink size={18} aria-hidden />}
        disabled={account.disabled}
        onClick={() => onTask({ kind: 'invite', account })}
      >
        {t('admin.invite')}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconPencil size={18} aria-hidden />}
        onClick={() => onTask({ kind: 'edit', account })}
      >
        {t('common.edit')}
      </Menu.Item>
      {!isSelf && account.has_password && !account.disabled && (
        <Menu.Item
          leftSection={<IconPasswordUser size={18} aria-hidden />}
          onClick={() => onTask({ kind: 'forget', account })}
        >
          {t('admin.forgetPassword')}
        </Menu.Item>
      )}
      {!isSelf && (
        <Menu.Item
          leftSection={
            account.disabled ? <IconLockOpen size={18} aria-hidden /> : <IconLock size={18} aria-hidden />
          }
          onClick={() => lock.mutate()}
        >
          {t(account.disabled ? 'admin.enable' : 'admin.disable')}
        </Menu.Item>
      )}
    </RowMenu>
  );
}
