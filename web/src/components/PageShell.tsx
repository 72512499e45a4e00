// The frame of every screen outside a meeting: brand, main menu, language, appearance, account.
import { Button, Loader, Menu } from '@mantine/core';
import { IconChevronDown, IconLogout } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { Link, NavLink } from 'react-router';
import { type Key, useT } from '../i18n';
import { useObservable } from '../lib/observable';
import { SignInWatch } from '../screens/home/Notice';
import { useLeaving } from '../screens/notes/useLeaving';
import { SlipBadge } from '../screens/opinions/SlipBadge';
import { session } from '../stores/session';
import { BrandMark } from './BrandMark';
import classes from './PageShell.module.css';
import { LanguageSwitch, ThemeSwitch } from './Switches';

interface Entry {
  readonly to: string;
  readonly label: Key;
  readonly roles: readonly string[] | null;
}
const MENU: readonly Entry[] = [
  { to: '/', label: 'common.meetings', roles: null },
  { to: '/calendar', label: 'planning.calendar', roles: ['administrator', 'archivist', 'officer'] },
  { to: '/opinions', label: 'common.opinions', roles: null },
  { to: '/archive', label: 'common.archive', roles: ['administrator', 'archivist', 'officer'] },

  { to: '/admin/meetings', label: 'common.manageMeetings', roles: ['administrator'] },
  { to: '/admin/sites', label: 'common.sites', roles: ['administrator'] },
  { to: '/admin/accounts', label: 'common.accounts', roles: ['administrator'] },
];

interface Props {
  readonly children: ReactNode;
  /** Without a signed-in person: only brand, language and appearance. */
  readonly bare?: boolean;
  /** `wide` uses the whole width. */
  readonly width?: 'normal' | 'wide';
}

export function PageShell({ children, bare = false, width = 'normal' }: Props) {
  const t = useT();
  return (
    <div className={classes.shell}>
      <a href="#content" className={classes.skip}>
        {t('common.skipToContent')}
      </a>
      <header className={classes.header}>
        <Link to="/" className={classes.brand} aria-label={t('common.product')}>
          <BrandMark size={34} />
          <span className={classes.name}>{t('common.product')}</span>
        </Link>
        {!bare && <MainMenu />}
        <div className={classes.tools}>
          <LanguageSwitch />
          <ThemeSwitch />
          {!bare && <AccountMenu />}
        </div>
      </header>
      <main id="content" tabIndex={-1} className={width === 'wide' ? classes.wide : classes.normal}>
        {bare ? children : <SignInWatch>{children}</SignInWatch>}
      </main>
    </div>
  );
}

function MainMenu() {
  const t = useT();
  const state = useObservable(session);
  if (state.phase !== 'in' || state.principal.kind !== 'account') return <span />;
  const roles = state.principal.roles;
  return (
    <nav className={`sideways ${classes.menu}`} aria-label={t('common.mainMenu')}>
      {MENU.filter((entry) => entry.roles === null || entry.roles.some((role) => roles.includes(role))).map(
        (entry) => (
          <NavLink key={entry.to} to={entry.to} end={entry.to === '/'} className={classes.link ?? ''}>
            {t(entry.label)}
            {entry.to === '/opinions' && <SlipBadge me={state.principal.id} />}
          </NavLink>
        ),
      )}
    </nav>
  );
}

function AccountMenu() {
  const t = useT();
  const state = useObservable(session);
  const [opened, setOpened] = useState(false);
  const { leave, busy, question } = useLeaving();
  if (state.phase !== 'in') return null;
  const { principal } = state;
  const signOut = () => void leave(principal).finally(() => setOpened(false));
  return (
    <>
      {question}
      <Menu position="bottom-end" opened={opened} onChange={setOpened}>
        <Menu.Target>
          <Button
            variant="subtle"
            color="gray"
            className={classes.account ?? ''}
            rightSection={<IconChevronDown size={16} />}
          >
            <span className={classes.person}>{principal.name}</span>
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{principal.office || t('common.signedInAs', { name: principal.name })}</Menu.Label>
          <Menu.Item
            leftSection={busy ? <Loader size={18} aria-hidden /> : <IconLogout size={18} />}
            closeMenuOnClick={false}
            aria-busy={busy}
            onClick={signOut}
          >
            {t(busy ? 'notes.leaving' : 'common.signOut')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
