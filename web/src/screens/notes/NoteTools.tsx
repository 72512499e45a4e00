// Beside the page: write a note on it, bookmark it, open the list of one's own. Drawn only for seats with notes.
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconBookmark, IconBookmarkFilled, IconNotes, IconPencilPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useT } from '../../i18n';
import { notifyProblem } from '../../lib/notify';
import { useObservable } from '../../lib/observable';
import { bookmarksOn } from '../../notes/bookmark';
import type { Place } from '../../papers/reading';
import { useMeetingView } from '../../stores/SeatProvider';
import { useKeyTable } from '../parts/Keys';
import classes from './Notes.module.css';
import { useKeptNotes, useNotes, useOwnNotes } from './NotesProvider';
import { useNoteMaker } from './useNoteMaker';

interface Props {
  /** The page shown; null while none is, when only the list can be opened. */
  readonly place: Place | null;
  /** Above running text, which it must not cover, instead of over a page. */
  readonly above?: boolean;
}

export function NoteTools({ place, above = false }: Props) {
  const notes = useNotes();
  if (!notes) return null;
  return place ? <PageTools place={place} above={above} /> : <Frame above={above} />;
}

function PageTools({ place, above }: { place: Place; above: boolean }) {
  const t = useT();
  const { note, bookmark, marked } = usePageActs(place);
  useKeyTable([
    { keys: ['.'], does: 'notes.keyNote', run: note },
    { keys: ['*'], does: 'notes.keyBookmark', run: bookmark },
  ]);
  return (
    <Frame above={above}>
      <Tooltip label={`${t('notes.add')} (.)`}>
        <ActionIcon
          className={classes.pageTool ?? ''}
          variant="subtle"
          color="gray"
          aria-label={t('notes.add')}
          disabled={!note}
          onClick={note}
        >
          <IconPencilPlus size={20} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={`${t(marked ? 'notes.bookmarkOff' : 'notes.bookmark')} (*)`}>
        <ActionIcon
          className={classes.pageTool ?? ''}
          variant="subtle"
          color={marked ? undefined : 'gray'}
          aria-label={t('notes.bookmark')}
          aria-pressed={marked}
          disabled={!bookmark}
          onClick={bookmark}
        >
          {marked ? <IconBookmarkFilled size={20} /> : <IconBookmark size={20} />}
        </ActionIcon>
      </Tooltip>
    </Frame>
  );
}

function Frame({ above, children }: { above: boolean; children?: ReactNode }) {
  const t = useT();
  const { openPanel, store } = useOwnNotes();
  const count = useObservable(store, (state) => Object.keys(state.notes).length);
  const name = count > 0 ? t('notes.openCount', { n: count }) : t('notes.open');
  useKeyTable([{ keys: ['F9'], does: 'notes.keyPanel', run: openPanel }]);
  return (
    <div
      className={classes.tools}
      data-above={above || undefined}
      role="toolbar"
      aria-label={t('notes.tools')}
    >
      <Tooltip label={`${name} (F9)`}>
        <ActionIcon
          className={classes.tool ?? ''}
          variant="subtle"
          color="gray"
          aria-label={name}
          onClick={openPanel}
        >
          <IconNotes size={20} />
          {count > 0 && <span className={`figures ${classes.badge}`} data-count={count} aria-hidden />}
        </ActionIcon>
      </Tooltip>
      {children}
    </div>
  );
}

/** What can be done with the page as a whole; undefined while the notes are not open. */
export function usePageActs(place: Place) {
  const t = useT();
  const { store, edit, bookmark, passage } = useOwnNotes();
  const open = useObservable(store, (state) => state.phase === 'open');
  const { notes, places } = useKeptNotes();
  const version = useMeetingView().papers.items[place.paper]?.version ?? 1;
  const { make, grounded } = useNoteMaker(place);
  const shown = { ...place, version };
  const turn = () => bookmark(store, places, shown, () => grounded(make('bookmark')));
  return {
    marked: bookmarksOn(notes, places, shown).length > 0,
    note: open ? () => edit({ id: null, note: make('note', passage.current) }) : undefined,
    bookmark: open ? () => void turn().catch((problem: unknown) => notifyProblem(problem, t)) : undefined,
  };
}
