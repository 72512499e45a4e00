// Creates an account or changes one.
import { Button, Checkbox, Drawer, Group, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ACCOUNT_ROLES, type Account, type AccountDraft, accounts } from '../../api/accounts';
import { useT } from '../../i18n';
import { notifyDone } from '../../lib/notify';
import { problemText } from '../../lib/problem';
import { Notice } from '../home/Notice';

interface Props {
  /** Null for a new one. */
  readonly account: Account | null;
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onCreated: (account: Account) => void;
}

export function AccountDrawer({ account, opened, onClose, onCreated }: Props) {
  const t = useT();
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="right"
      size="md"
      title={t(account ? 'admin.editAccount' : 'admin.addAccount')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {opened && (
        <AccountForm key={account?.id ?? 'new'} account={account} onClose={onClose} onCreated={onCreated} />
      )}
    </Drawer>
  );
}

function AccountForm({ account, onClose, onCreated }: Omit<Props, 'opened'>) {
  const t = useT();
  const queries = useQueryClient();
  const [draft, setDraft] = useState<AccountDraft>(() => ({
    login: account?.login ?? '',
    name: account?.name ?? '',
    office: account?.office ?? '',
    email: account?.email ?? '',
    roles: account?.roles ?? ['officer'],
  }));
  const [touched, setTouched] = useState(false);
  const save = useMutation({
    mutationFn: () => {
      const { login, ...rest } = draft;
      return account ? accounts.change(account.id, rest) : accounts.create({ login: login.trim(), ...rest });
    },
    onSuccess: async (saved) => {
      await queries.invalidateQueries({ queryKey: ['accounts'] });
      notifyDone(t('admin.accountSaved', { name: saved.name }));
      if (account) onClose();
      else onCreated(saved);
    },
  });
  const set = (change: Partial<AccountDraft>) => setDraft((now) => ({ ...now, ...change }));
  const missing = (text: string) => (touched && text.trim() === '' ? t('admin.required') : null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTouched(true);
    if (draft.name.trim() !== '' && draft.login.trim() !== '') save.mutate();
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {save.isError && (
          <Notice tone="bad" title={t('common.failed')}>
            {problemText(save.error, t)}
          </Notice>
        )}
        <TextInput
          label={t('admin.fullName')}
          data-autofocus
          value={draft.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
          error={missing(draft.name)}
        />
        <TextInput
          label={t('admin.login')}
          description={account ? null : t('admin.loginHint')}
          disabled={account !== null}
          autoCapitalize="none"
          spellCheck={false}
          value={draft.login}
          onChange={(event) => set({ login: event.currentTarget.value })}
          error={missing(draft.login)}
        />
        <TextInput
          label={t('admin.office')}
          value={draft.office}
          onChange={(event) => set({ office: event.currentTarget.value })}
        />
        <TextInput
          type="email"
          label={t('admin.email')}
          description={t('admin.emailHint')}
          value={draft.email}
          onChange={(event) => set({ email: event.currentTarget.value })}
        />
        <Checkbox.Group
          label={t('admin.roles')}
          value={[...draft.roles]}
          onChange={(roles) => set({ roles })}
        >
          <Stack gap="sm" mt="xs">
            {[...ACCOUNT_ROLES].reverse().map((role) => (
              <Checkbox
                key={role}
                value={role}
                label={t(`admin.role_${role}`)}
                description={t(`admin.role_${role}Help`)}
              />
            ))}
          </Stack>
        </Checkbox.Group>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {t('common.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
