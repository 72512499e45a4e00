// The list of one's notes in a meeting: by page or by time, searched, each with the way to its page; and what keeps them.
import { Button, Drawer, Loader } from '@mantine/core';
import { IconBookmark, IconBookmarkOff, IconLock, IconPencilPlus, IconRefresh } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useT } from '../../i18n';
import { useObservable } from '../../lib/observable';
import { problemText } from '../../lib/problem';
import { type Place, shownPlace } from '../../papers/reading';
import { useMeetingView } from '../../stores/SeatProvider';
import { usePapers } from '../parts/PapersProvider';
import { KeepingNews } from './KeepingNews';
import { LockedNotes } from './LockedNotes';
import { MoreActs } from './MoreActs';
import { NoteList } from './NoteList';
import classes from './Notes.module.css';
import { useKeptNotes, useOwnNotes } from './NotesProvider';
import { usePageActs } from './NoteTools';
import { WaitingHere } from './WaitingHere';

interface Props {
  readonly opened: boolean;
  readonly onClose: () => void;
}

export function NotesPanel({ opened, onClose }: Props) {
  const t = useT();
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      title={t('notes.mine')}
      position="right"
      size="min(560px, 100vw)"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Content onClose={onClose} />
    </Drawer>
  );
}

const LOOK_EVERY_MS = 20_000;

function Content({ onClose }: { onClose: () => void }) {
  const t = useT();
  const { store } = useOwnNotes();
  const phase = useObservable(store, (state) => state.phase);
  const problem = useObservable(store, (state) => state.problem);
  useEffect(() => {
    const timer = setInterval(() => void store.sync(), LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [store]);
  if (phase === 'opening')
    return (
      <p className={classes.none} role="status">
        <Loader size="sm" /> {t('notes.opening')}
      </p>
    );
  if (phase === 'locked') return <LockedNotes store={store} />;
  if (phase === 'unsupported') return <p className={classes.none}>{t('notes.unsupported')}</p>;
  if (phase === 'failed' || phase === 'barred')
    return (
      <div className={classes.panel} role="alert">
        <p className={classes.none}>
          {t('notes.failed')}. {problem && problemText(problem, t)}
        </p>
        <WaitingHere store={store} />
        <Button leftSection={<IconRefresh size={18} aria-hidden />} onClick={() => void store.begin()}>
          {t('common.retry')}
        </Button>
      </div>
    );
  return <OpenNotes onClose={onClose} />;
}

function OpenNotes({ onClose }: { onClose: () => void }) {
  const t = useT();
  const { front, papers, meeting, me } = useMeetingView();
  const { store } = useOwnNotes();
  const { reading } = usePapers();
  const { notes, places } = useKeptNotes();
  const place = shownPlace(useObservable(reading), front);
  const titles = Object.fromEntries(Object.values(papers.items).map(({ id, title }) => [id, title]));
  const about = { title: meeting.title, order: papers.order, titles, owner: me.name };
  const go = (to: Place) => {
    if (front.paper === to.paper && front.page === to.page) reading.follow();
    else reading.go(to);
    onClose();
  };
  return (
    <div className={classes.panel}>
      <p className={classes.private}>
        <IconLock size={16} aria-hidden />
        {t('notes.onlyMe')}
      </p>
      {place && papers.items[place.paper] && <PageActs place={place} onDone={onClose} />}
      <KeepingNews />
      <NoteList notes={notes} places={places} onGo={go} />
      <MoreActs store={store} notes={notes} places={places} about={about} />
    </div>
  );
}

function PageActs({ place, onDone }: { place: Place; onDone: () => void }) {
  const t = useT();
  const { note, bookmark, marked } = usePageActs(place);
  const write = () => {
    onDone();
    note?.();
  };
  return (
    <div className={classes.acts}>
      <Button leftSection={<IconPencilPlus size={18} aria-hidden />} disabled={!note} onClick={write}>
        {t('notes.add')}
      </Button>
      <Button
        variant="default"
        leftSection={
          marked ? <IconBookmarkOff size={18} aria-hidden /> : <IconBookmark size={18} aria-hidden />
        }
        disabled={!bookmark}
        onClick={bookmark}
      >
        {t(marked ? 'notes.bookmarkOff' : 'notes.bookmark')}
      </Button>
    </div>
  );
}
