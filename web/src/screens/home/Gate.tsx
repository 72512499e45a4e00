// Lets a screen appear once it is known who is at it; sends others to sign in. The server decides what they may do.
import { Button, Center, Loader } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { Navigate, useLocation } from 'react-router';
import { PageShell } from '../../components/PageShell';
import { useT } from '../../i18n';
import { useObservable } from '../../lib/observable';
import { type Principal, session } from '../../stores/session';
import { useLeaving } from '../notes/useLeaving';
import { doorFrom } from '../signin/next';
import { LoadFailed, Notice } from './Notice';

const RETRY_MS = 4000;

interface Props {
  readonly children: (principal: Principal) => ReactNode;
  /** Only for accounts with this role. */
  readonly only?: 'administrator' | 'archivist';
}

export function Gate({ children, only }: Props) {
  const t = useT();
  const location = useLocation();
  const state = useObservable(session);
  useEffect(() => {
    if (state.phase !== 'unreachable') return;
    const timer = setTimeout(() => void session.load(), RETRY_MS);
    return () => clearTimeout(timer);
  }, [state]);
  if (state.phase === 'loading') {
    return (
      <Center mih="60dvh">
        <Loader aria-label={t('common.loading')} />
      </Center>
    );
  }
  if (state.phase === 'out') return <Navigate to={doorFrom(location)} replace />;
  if (state.phase === 'unreachable') {
    return (
      <PageShell bare>
        <LoadFailed title={t('common.unreachable')} problem={state.error} retry={() => session.load()} />
      </PageShell>
    );
  }
  const { principal } = state;
  if (only && !principal.roles.includes(only) && !principal.roles.includes('administrator')) {
    return <Refused principal={principal} only={only} />;
  }
  return children(principal);
}

function Refused({ principal, only }: { principal: Principal; only: 'administrator' | 'archivist' }) {
  const t = useT();
  const { leave, busy, question } = useLeaving();
  const roleName = t(only === 'administrator' ? 'home.roleAdministrator' : 'home.roleArchivist');
  return (
    <PageShell>
      {question}
      <Notice
        tone="warn"
        title={t('home.gateTitle')}
        action={
          <Button size="xs" variant="default" loading={busy} onClick={() => void leave(principal)}>
            {t('home.signInOther')}
          </Button>
        }
      >
        {t('home.gateHelp', { name: principal.name, role: roleName })}
      </Notice>
    </PageShell>
  );
}
