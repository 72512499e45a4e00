// The one-time administrator link of a fresh installation: creates the first administrator. The token stays in the hash.
import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { useT } from '../../i18n';
import { problemText } from '../../lib/problem';
import { session } from '../../stores/session';
import { Notice } from '../home/Notice';
import { Door } from './Door';

/** As the server's password policy; the server has the last word. */
const SHORTEST = 10;

export default function SetupScreen() {
  const t = useT();
  const [token] = useState(() => location.hash.replace(/^#/, ''));
  if (token === '') {
    return (
      <Door title={t('signin.setupTitle')}>
        <Stack mt="lg">
          <Notice tone="bad" title={t('signin.noToken')}>
            {t('signin.noTokenHelp')}
          </Notice>
          <Button component={Link} to="/sign-in" variant="default" size="md">
            {t('signin.toSignIn')}
          </Button>
        </Stack>
      </Door>
    );
  }
  return (
    <Door title={t('signin.setupTitle')} lead={t('signin.setupLead')}>
      <SetupForm token={token} />
    </Door>
  );
}

interface Fields {
  readonly name: string;
  readonly login: string;
  readonly password: string;
  readonly repeat: string;
}

function SetupForm({ token }: { token: string }) {
  const t = useT();
  const navigate = useNavigate();
  const [fields, setFields] = useState<Fields>({ name: '', login: '', password: '', repeat: '' });
  const [touched, setTouched] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const set = (change: Partial<Fields>) => setFields((now) => ({ ...now, ...change }));
  const missing = SHORTEST - [...fields.password].length;
  const errors = {
    name: fields.name.trim() === '' ? t('signin.missingName') : null,
    login: fields.login.trim() === '' ? t('signin.missingLogin') : null,
    password: missing > 0 ? t('signin.passwordShort', { n: missing }) : null,
    repeat: fields.repeat !== fields.password ? t('signin.passwordDiffers') : null,
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTouched(true);
    if (Object.values(errors).some((error) => error !== null)) return;
    setBusy(true);
    setProblem(null);
    try {
      await session.setUp(token, fields.login.trim(), fields.name.trim(), fields.password);
      await navigate('/', { replace: true });
    } catch (failure) {
      setProblem(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        {problem !== null && (
          <Notice tone="bad" title={t('common.failed')}>
            {problemText(problem, t)}
          </Notice>
        )}
        <TextInput
          label={t('signin.fullName')}
          description={t('signin.fullNameHint')}
          size="md"
          autoComplete="name"
          autoFocus
          value={fields.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
          error={touched && errors.name}
        />
        <TextInput
          label={t('signin.login')}
          description={t('signin.loginHint')}
          size="md"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          value={fields.login}
          onChange={(event) => set({ login: event.currentTarget.value })}
          error={touched && errors.login}
        />
        <PasswordInput
          label={t('signin.newPassword')}
          description={t('signin.newPasswordHint', { n: SHORTEST })}
          size="md"
          autoComplete="new-password"
          value={fields.password}
          onChange={(event) => set({ password: event.currentTarget.value })}
          error={touched && errors.password}
        />
        <PasswordInput
          label={t('signin.repeatPassword')}
          size="md"
          autoComplete="new-password"
          value={fields.repeat}
          onChange={(event) => set({ repeat: event.currentTarget.value })}
          error={touched && errors.repeat}
        />
        <Button type="submit" size="lg" loading={busy}>
          {t('signin.createAdmin')}
        </Button>
      </Stack>
    </form>
  );
}
