// All of one's notes, of every meeting, as one file: also of meetings one is no longer in.
import { Button, Loader, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { meetings } from '../../api/meetings';
import { notesApi } from '../../api/notes';
import { useT } from '../../i18n';
import { useObservable } from '../../lib/observable';
import type { MeetingNotes } from '../../notes/document';
import { everywhere } from '../../notes/marking';
import { openQueue } from '../../notes/queue';
import { NotesStore } from '../../stores/notes';
import { LoadFailed } from '../home/Notice';
import { LockedNotes } from './LockedNotes';
import { Exporting, Window } from './MoreActs';
import { WaitingHere } from './WaitingHere';

export function AllNotes({ owner }: { owner: string }) {
  const t = useT();
  const [opened, setOpened] = useState(false);
  const close = () => setOpened(false);
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconDownload size={18} aria-hidden />}
        onClick={() => setOpened(true)}
      >
        {t('notes.exportAll')}
      </Button>
      <Window opened={opened} title={t('notes.exportAll')} onClose={close}>
        <Everything owner={owner} onClose={close} />
      </Window>
    </>
  );
}

function Everything({ owner, onClose }: { owner: string; onClose: () => void }) {
  const t = useT();
  const [store] = useState(() => new NotesStore(null, notesApi, openQueue));
  const { phase, problem } = useObservable(store);
  const all = useEverything(store);
  useEffect(() => store.start(), [store]);
  if (phase === 'locked') return <LockedNotes store={store} />;
  if (phase === 'unsupported') return <Text>{t('notes.unsupported')}</Text>;
  const failure = all.problem ?? (phase === 'failed' || phase === 'barred' ? problem : null);
  if (failure !== null)
    return (
      <LoadFailed
        title={t('notes.failed')}
        problem={failure}
        retry={phase === 'open' ? all.again : store.begin}
      >
        <WaitingHere store={store} />
      </LoadFailed>
    );
  if (!all.found)
    return (
      <p role="status">
        <Loader size="sm" /> {t('notes.opening')}
      </p>
    );
  return <Exporting owner={owner} meetings={all.found} onClose={onClose} />;
}

/** The notes once they are open and all here, fit to be taken away. */
function useEverything(store: NotesStore) {
  const phase = useObservable(store, (state) => state.phase);
  const [found, setFound] = useState<readonly MeetingNotes[] | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const gather = async () => {
    setProblem(null);
    await store.sync();
    const [mine, marked] = await Promise.all([meetings.mine(), notesApi.marked()]);
    setFound(everywhere(Object.values(store.get().notes), mine, marked));
  };
  const again = () => void gather().catch(setProblem);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once they are open
  useEffect(() => {
    if (phase === 'open') again();
  }, [phase]);
  return { found, problem, again };
}
