// Setting one's own password: after the first sign-in by link, or later.
import { Button, Modal, PasswordInput, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconKey } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { accounts } from '../../api/accounts';
import { useT } from '../../i18n';
import { notifyDone } from '../../lib/notify';
import { useObservable } from '../../lib/observable';
import { problemText } from '../../lib/problem';
import { session } from '../../stores/session';
import { Notice } from './Notice';

/** As the server's policy; the server has the last word. */
const SHORTEST = 10;

export function PasswordButton() {
  const t = useT();
  const [opened, dialog] = useDisclosure(false);
  return (
    <>
      <Button variant="default" leftSection={<IconKey size={18} aria-hidden />} onClick={dialog.open}>
        {t('home.password')}
      </Button>
      <PasswordDialog opened={opened} onClose={dialog.close} />
    </>
  );
}

export function PasswordDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const t = useT();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('home.passwordTitle')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {opened && <PasswordForm onDone={onClose} />}
    </Modal>
  );
}

function PasswordForm({ onDone }: { onDone: () => void }) {
  const t = useT();
  const state = useObservable(session);
  const hasOne = state.phase !== 'in' || state.principal.has_password;
  const [current, setCurrent] = useState('');
  const [fresh, setFresh] = useState('');
  const [repeat, setRepeat] = useState('');
  const [touched, setTouched] = useState(false);
  const missing = SHORTEST - [...fresh].length;
  const save = useMutation({
    mutationFn: () => accounts.setPassword(current === '' ? null : current, fresh),
    onSuccess: () => {
      notifyDone(t('home.passwordSaved'));
      void session.load();
      onDone();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTouched(true);
    if (missing <= 0 && fresh === repeat) save.mutate();
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {save.isError && (
          <Notice tone="bad" title={t('common.failed')}>
            {problemText(save.error, t)}
          </Notice>
        )}
        {hasOne && (
          <PasswordInput
            label={t('home.passwordCurrent')}
            autoComplete="current-password"
            data-autofocus
            value={current}
            onChange={(event) => setCurrent(event.currentTarget.value)}
          />
        )}
        <PasswordInput
          label={t('signin.newPassword')}
          data-autofocus={hasOne ? undefined : true}
          description={t('signin.newPasswordHint', { n: SHORTEST })}
          autoComplete="new-password"
          value={fresh}
          onChange={(event) => setFresh(event.currentTarget.value)}
          error={touched && missing > 0 ? t('signin.passwordShort', { n: missing }) : null}
        />
        <PasswordInput
          label={t('signin.repeatPassword')}
          autoComplete="new-password"
          value={repeat}
          onChange={(event) => setRepeat(event.currentTarget.value)}
          error={touched && repeat !== fresh ? t('signin.passwordDiffers') : null}
        />
        <Button type="submit" loading={save.isPending}>
          {t('home.passwordSave')}
        </Button>
      </Stack>
    </form>
  );
}
