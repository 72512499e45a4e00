// Sign in with a login name and a password.
import { Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { IconDeviceTv, IconLink, IconLock, IconUser } from '@tabler/icons-react';
import { type FormEvent, type KeyboardEvent, useRef, useState } from 'react';
import { Link, Navigate, useNavigate, useSearchParams } from 'react-router';
import { useT } from '../../i18n';
import { useObservable } from '../../lib/observable';
import { problemText } from '../../lib/problem';
import { session } from '../../stores/session';
import { Notice } from '../home/Notice';
import { Door } from './Door';
import classes from './Door.module.css';
import { safeNext } from './next';
import { countdownText } from './pairingCode';
import { isWrong, waitSeconds } from './refusal';
import { useCountdown } from './useCountdown';

export default function SignInScreen() {
  const t = useT();
  const [query] = useSearchParams();
  const state = useObservable(session);
  if (state.phase === 'in' && !state.over) return <Navigate to={safeNext(query.get('next'))} replace />;
  return (
    <Door title={t('signin.title')} lead={t('signin.lead')}>
      <SignInForm next={safeNext(query.get('next'))} />
      <div className={classes.ways}>
        <Text size="sm" fw={600} c="dimmed">
          {t('signin.otherWays')}
        </Text>
        <Link to="/pair" className={classes.way}>
          <IconDeviceTv size={26} stroke={1.6} aria-hidden />
          <span>
            {t('signin.pairThis')}
            <small>{t('signin.pairThisHelp')}</small>
          </span>
        </Link>
        <div className={classes.way}>
          <IconLink size={26} stroke={1.6} aria-hidden />
          <span>
            {t('signin.haveLink')}
            <small>{t('signin.haveLinkHelp')}</small>
          </span>
        </div>
      </div>
    </Door>
  );
}

/** The attempt's state and what to do on submit. */
function useSignIn(next: string) {
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const [until, setUntil] = useState<number | null>(null);
  const submit = async (login: string, password: string) => {
    setBusy(true);
    setProblem(null);
    try {
      await session.signIn(login, password);
      await navigate(next, { replace: true });
    } catch (failure) {
      const wait = waitSeconds(failure);
      setUntil(wait === null ? null : Date.now() + wait * 1000);
      setProblem(failure);
    } finally {
      setBusy(false);
    }
  };
  return { busy, problem, until, submit };
}

function SignInForm({ next }: { next: string }) {
  const t = useT();
  const { busy, problem, until, submit } = useSignIn(next);
  const left = useCountdown(until);
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [touched, setTouched] = useState(false);
  const [caps, setCaps] = useState(false);
  const loginField = useRef<HTMLInputElement>(null);
  const passwordField = useRef<HTMLInputElement>(null);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    setTouched(true);
    if (login.trim() === '') return loginField.current?.focus();
    if (password === '') return passwordField.current?.focus();
    void submit(login.trim(), password);
  };
  const watchCaps = (event: KeyboardEvent) => setCaps(event.getModifierState('CapsLock'));
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap="md">
        <SignInProblem problem={problem} left={left} waited={until !== null} />
        <TextInput
          ref={loginField}
          label={t('signin.login')}
          size="md"
          value={login}
          onChange={(event) => setLogin(event.currentTarget.value)}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus
          leftSection={<IconUser size={20} aria-hidden />}
          error={touched && login.trim() === '' ? t('signin.missingLogin') : null}
        />
        <PasswordInput
          ref={passwordField}
          label={t('signin.password')}
          description={caps ? t('signin.capsLock') : null}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          size="md"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          onKeyUp={watchCaps}
          autoComplete="current-password"
          leftSection={<IconLock size={20} aria-hidden />}
          error={touched && password === '' ? t('signin.missingPassword') : null}
        />
        <Button type="submit" size="lg" mt="xs" loading={busy} disabled={left > 0} fullWidth>
          {left > 0 ? t('signin.waitButton', { left: countdownText(left) }) : t('signin.submit')}
        </Button>
      </Stack>
    </form>
  );
}

function SignInProblem({ problem, left, waited }: { problem: unknown; left: number; waited: boolean }) {
  const t = useT();
  if (problem === null || (waited && left === 0)) return null;
  if (waited) {
    return (
      <Notice tone="warn" title={t('signin.throttled')}>
        {t('signin.throttledHelp', { left: countdownText(left) })}
      </Notice>
    );
  }
  if (isWrong(problem)) {
    return (
      <Notice tone="bad" title={t('signin.wrong')}>
        {t('signin.wrongHelp')}
      </Notice>
    );
  }
  return (
    <Notice tone="bad" title={t('common.failed')}>
      {problemText(problem, t)}
    </Notice>
  );
}
