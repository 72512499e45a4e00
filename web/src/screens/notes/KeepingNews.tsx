// How well the notes are kept just now: the line, what does not open, what was kept twice, the missing password.
import { Alert, Button, PasswordInput } from '@mantine/core';
import { IconCloudOff, IconInfoCircle, IconKey } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useT } from '../../i18n';
import { useObservable } from '../../lib/observable';
import { problemText } from '../../lib/problem';
import { session } from '../../stores/session';
import classes from './Notes.module.css';
import { useOwnNotes } from './NotesProvider';
import { onlyHere } from './useOnlyHere';

export function KeepingNews() {
  const t = useT();
  const { store } = useOwnNotes();
  const { offline, lasting, unreadable, news, byPassword } = useObservable(store);
  return (
    <>
      {offline && (
        <Alert color="yellow" icon={<IconCloudOff size={18} aria-hidden />} role="status">
          {t(lasting ? 'notes.offline' : 'notes.offlineMemory')}
        </Alert>
      )}
      {news && (
        <Alert
          color="blue"
          icon={<IconInfoCircle size={18} aria-hidden />}
          role="status"
          withCloseButton
          closeButtonLabel={t('common.close')}
          onClose={() => void store.heard()}
        >
          {t(`notes.${news}`)}
        </Alert>
      )}
      {unreadable > 0 && (
        <Alert color="yellow" icon={<IconKey size={18} aria-hidden />}>
          {t('notes.unreadable', { n: unreadable })}
        </Alert>
      )}
      {!byPassword && <OnlyHere />}
    </>
  );
}

/** Without the password the key is lost with the last sign-in that opens it. */
function OnlyHere() {
  const t = useT();
  const { store } = useOwnNotes();
  const who = useObservable(session, (state) => (state.phase === 'in' ? state.principal : null));
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<unknown>(null);
  const add = (event: FormEvent) => {
    event.preventDefault();
    store.unlock(password).catch(setProblem);
  };
  const account = who?.kind === 'account';
  return (
    <Alert color="yellow" icon={<IconKey size={18} aria-hidden />}>
      {t(onlyHere(who))}
      {account && who.has_password && (
        <form className={classes.acts} onSubmit={add}>
          <PasswordInput
            aria-label={t('notes.password')}
            placeholder={t('notes.password')}
            autoComplete="current-password"
            value={password}
            error={problem ? problemText(problem, t) : null}
            onChange={(event) => setPassword(event.currentTarget.value)}
            style={{ flex: 1, minWidth: 200 }}
          />
          <Button type="submit" variant="default" disabled={password === ''}>
            {t('notes.onlyHereAdd')}
          </Button>
        </form>
      )}
    </Alert>
  );
}
