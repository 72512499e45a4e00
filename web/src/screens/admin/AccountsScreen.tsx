// Accounts of people: who may do what, invitations, locking.
import { ActionIcon, Button, Menu, Skeleton, Stack, TextInput } from '@mantine/core';
import {
  IconDots,
  IconLink,
  IconLock,
  IconLockOpen,
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
import { Empty, LoadFailed } from '../home/Notice';
import { AccountDrawer } from './AccountDrawer';
import classes from './Admin.module.css';
import { InviteDialog } from './InviteDialog';

type Task =
  | { readonly kind: 'none' | 'add' }
  | { readonly kind: 'edit' | 'invite'; readonly account: Account };

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
      <header className={classes.head}>
        <div>
          <h1 className={classes.title}>{t('admin.accountsTitle')}</h1>
          <p className={classes.lead}>{t('admin.accountsLead')}</p>
        </div>
        <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setTask({ kind: 'add' })}>
          {t('admin.addAccount')}
        </Button>
      </header>
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
      {found.isPending && (
        <Stack gap="xs" aria-hidden>
          {[1, 2, 3, 4].map((row) => (
            <Skeleton key={row} h={58} radius="md" />
          ))}
        </Stack>
      )}
      {found.isError && !found.data && (
        <LoadFailed title={t('admin.loadFailed')} problem={found.error} retry={found.refetch} />
      )}
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
    <div className={`surface ${classes.scroll}`}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th>{t('admin.fullName')}</th>
            <th>{t('admin.login')}</th>
            <th>{t('admin.roles')}</th>
            <th>{t('admin.state')}</th>
            <th>
              <span className="visually-hidden">{t('admin.actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
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
        </tbody>
      </table>
    </div>
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
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={t('admin.actionsOf', { name: account.name })}
        >
          <IconDots size={20} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
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
      </Menu.Dropdown>
    </Menu>
  );
}
