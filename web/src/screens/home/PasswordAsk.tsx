// Asks somebody who came by an invitation for a password: the link does not open a second time.
import { Button, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { useT } from '../../i18n';
import { useObservable } from '../../lib/observable';
import { readText, writeText } from '../../lib/storage';
import { session } from '../../stores/session';
import { Notice } from './Notice';
import classes from './Notice.module.css';
import { PasswordDialog } from './PasswordButton';

const LATER = 'giaoban-password-later';

export function PasswordAsk() {
  const t = useT();
  const state = useObservable(session);
  const [later, setLater] = useState(() => readText(LATER, 'sessionStorage') !== null);
  const [opened, dialog] = useDisclosure(false);
  if (state.phase !== 'in') return null;
  const { kind, has_password } = state.principal;
  if (kind !== 'account' || has_password || later) return null;
  const putOff = () => {
    writeText(LATER, 'yes', 'sessionStorage');
    setLater(true);
  };
  return (
    <div className={classes.ask}>
      <Notice
        tone="info"
        title={t('home.passwordMissing')}
        action={
          <Group gap="xs">
            <Button size="xs" onClick={dialog.open}>
              {t('home.passwordSet')}
            </Button>
            <Button size="xs" variant="default" onClick={putOff}>
              {t('home.passwordLater')}
            </Button>
          </Group>
        }
      >
        {t('home.passwordMissingHelp')}
      </Notice>
      <PasswordDialog opened={opened} onClose={dialog.close} />
    </div>
  );
}
