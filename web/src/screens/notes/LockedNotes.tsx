// The notes are there and this sign-in cannot open them: the password, a code from another device, or beginning anew.
import { Alert, Button, Checkbox, Modal, PasswordInput, Stack, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconRefresh } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useT } from '../../i18n';
import { useObservable } from '../../lib/observable';
import { problemText } from '../../lib/problem';
import type { NotesStore } from '../../stores/notes';
import { session } from '../../stores/session';
import { Notice } from '../home/Notice';
import classes from './Notes.module.css';
import { WaitingHere } from './WaitingHere';

export function LockedNotes({ store }: { store: NotesStore }) {
  const t = useT();
  const ways = useObservable(store, (state) => state.ways);
  const [anew, setAnew] = useState(false);
  return (
    <div className={classes.ways}>
      <Notice tone="info" title={t('notes.locked')}>
        {t(ways.length > 0 ? 'notes.lockedHelp' : 'notes.lockedForGood')}
      </Notice>
      <WaitingHere store={store} />
      {ways.includes('password') && (
        <Way label={t('notes.password')} act={t('notes.unlock')} secret run={store.unlock} />
      )}
      {ways.includes('transfer') && (
        <Way
          label={t('notes.codeFromOther')}
          help={t('notes.codeFromOtherHelp')}
          act={t('notes.claim')}
          run={store.claim}
        />
      )}
      <Again store={store} />
      {ways.length === 0 && (
        <Button variant="subtle" color="red" onClick={() => setAnew(true)}>
          {t('notes.anew')}
        </Button>
      )}
      <Modal
        opened={anew}
        onClose={() => setAnew(false)}
        title={t('notes.anewTitle')}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <Anew store={store} onClose={() => setAnew(false)} />
      </Modal>
    </div>
  );
}

/** The key may have come meanwhile: by a password set elsewhere, by another tab. */
function Again({ store }: { store: NotesStore }) {
  const t = useT();
  const [busy, setBusy] = useState(false);
  const ask = () => {
    setBusy(true);
    void store.begin().finally(() => setBusy(false));
  };
  return (
    <Button
      variant="default"
      loading={busy}
      leftSection={<IconRefresh size={18} aria-hidden />}
      onClick={ask}
    >
      {t('common.retry')}
    </Button>
  );
}

interface WayProps {
  readonly label: string;
  readonly help?: string;
  readonly act: string;
  readonly secret?: boolean;
  readonly run: (said: string) => Promise<void>;
}

function Way({ label, help, act, secret = false, run }: WayProps) {
  const t = useT();
  const [said, setSaid] = useState('');
  const [problem, setProblem] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    try {
      await run(said.trim());
    } catch (reason) {
      setProblem(reason);
      setBusy(false);
    }
  };
  const field = {
    label,
    description: help,
    value: said,
    error: problem === null ? null : problemText(problem, t),
    onChange: (event: { currentTarget: HTMLInputElement }) => setSaid(event.currentTarget.value),
  };
  return (
    <form className={classes.way} onSubmit={(event) => void send(event)}>
      {secret ? (
        <PasswordInput {...field} autoComplete="current-password" />
      ) : (
        <TextInput {...field} autoComplete="off" autoCapitalize="characters" spellCheck={false} />
      )}
      <Button type="submit" loading={busy} disabled={said.trim() === ''}>
        {act}
      </Button>
    </form>
  );
}

function Anew({ store, onClose }: { store: NotesStore; onClose: () => void }) {
  const t = useT();
  const delegate = useObservable(
    session,
    (state) => state.phase === 'in' && state.principal.kind === 'delegate',
  );
  const [sure, setSure] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const renounce = () => void store.renounce().then(onClose, setProblem);
  return (
    <Stack>
      <Alert color="red" icon={<IconAlertTriangle size={18} aria-hidden />}>
        {t(delegate ? 'notes.anewHelpDelegate' : 'notes.anewHelp')}
      </Alert>
      <Checkbox
        label={t('notes.anewCheck')}
        checked={sure}
        onChange={(event) => setSure(event.currentTarget.checked)}
      />
      {problem !== null && (
        <Alert color="red" role="alert">
          {problemText(problem, t)}
        </Alert>
      )}
      <Button color="red" disabled={!sure} onClick={renounce}>
        {t('notes.anewYes')}
      </Button>
      <Button variant="default" onClick={onClose}>
        {t('common.cancel')}
      </Button>
    </Stack>
  );
}
