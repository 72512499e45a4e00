// Gives a seat's private notes to the screens of a meeting, with the one editor and the one list of them.
import {
  createContext,
  type ReactNode,
  type RefObject,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { notesApi } from '../../api/notes';
import type { Role } from '../../api/view';
import { useObservable } from '../../lib/observable';
import { oneAtATime } from '../../lib/oneAtATime';
import { opener } from '../../lib/useFocusBack';
import type { Places } from '../../notes/arrange';
import { turnBookmark } from '../../notes/bookmark';
import type { Draft } from '../../notes/drafting';
import { fitting, markedForGood, markedNow } from '../../notes/marking';
import { openQueue } from '../../notes/queue';
import { NotePlaces } from '../../stores/notePlaces';
import { type KeptNote, NotesStore } from '../../stores/notes';
import { useMeetingView, useSeat } from '../../stores/SeatProvider';
import { usePapers } from '../parts/PapersProvider';
import { NoteEditor } from './NoteEditor';
import { NotesPanel } from './NotesPanel';
import { wordsOf } from './pageWords';
import type { Passage } from './useNoteMaker';
import { useOnlyHere } from './useOnlyHere';
import { useWordsOut } from './useWordsOut';

interface Notes {
  readonly store: NotesStore;
  readonly places: NotePlaces;
  readonly edit: (draft: Draft) => void;
  readonly openPanel: () => void;
  /** Sets or takes away the bookmark of a page. */
  readonly bookmark: (...said: Parameters<typeof turnBookmark>) => Promise<void>;
  /** The words of the page selected now. */
  readonly passage: RefObject<Passage | null>;
}

const Context = createContext<Notes | null>(null);

/** Halls, their televisions and observers have no notes. */
const WITH_NOTES: readonly Role[] = ['chair', 'deputy', 'secretary', 'technician', 'delegate'];

export function NotesProvider({ children }: { children: ReactNode }) {
  const { role } = useMeetingView().me;
  return WITH_NOTES.includes(role) ? <OwnNotes>{children}</OwnNotes> : children;
}

function OwnNotes({ children }: { children: ReactNode }) {
  const { id } = useSeat();
  const { shelf } = usePapers();
  const [store] = useState(() => new NotesStore(id, notesApi, openQueue));
  const [places] = useState(() => new NotePlaces((paper, page) => wordsOf(shelf, paper, page)));
  const [draft, setDraft] = useState<Draft | null>(null);
  const [panel, setPanel] = useState(false);
  const from = useRef<HTMLElement | null>(null);
  const passage = useRef<Passage | null>(null);
  useEffect(() => store.start(), [store]);
  useHints(store);
  useMarking(store);
  useOnlyHere(store);
  const notes = useMemo(
    () => ({
      store,
      places,
      edit: setDraft,
      openPanel: () => {
        from.current = opener();
        setPanel(true);
      },
      bookmark: oneAtATime(turnBookmark),
      passage,
    }),
    [store, places],
  );
  // At once, not once it has slid away: the editor that may open in its place is to give the focus back there.
  const closePanel = () => {
    from.current?.focus({ preventScroll: true });
    setPanel(false);
  };
  return (
    <Context.Provider value={notes}>
      {children}
      <NotesPanel opened={panel} onClose={closePanel} />
      <NoteEditor draft={draft} onClose={() => setDraft(null)} />
    </Context.Provider>
  );
}

/** The server tells when the same owner's notes were changed on another device. */
function useHints(store: NotesStore): void {
  const { meeting } = useSeat();
  const changed = useObservable(meeting.signals, (signals) => signals.notes);
  const line = useObservable(meeting, (state) => state.line);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each hint, and each return of the line, asks anew
  useEffect(() => {
    if (line === 'live') void store.sync();
  }, [store, changed, line]);
}

/** A paper may be marked after notes were written on it. */
function useMarking(store: NotesStore): void {
  const { papers, secrecy } = useMeetingView();
  useWordsOut(
    store,
    useMemo(() => markedForGood({ papers, secrecy }), [papers, secrecy]),
  );
}

/** The seat's notes; null where there are none. */
export const useNotes = (): Notes | null => useContext(Context);

/** The seat's notes, below a part that is drawn only where there are some. */
export function useOwnNotes(): Notes {
  const notes = useNotes();
  if (!notes) throw new Error('useOwnNotes outside NotesProvider');
  return notes;
}

const NONE: readonly KeptNote[] = [];
const NOWHERE: Places = {};

/** The notes as they are now, with their places; looks for places while mounted. */
export function useKeptNotes(): { readonly notes: readonly KeptNote[]; readonly places: Places } {
  const { store, places } = useOwnNotes();
  const view = useMeetingView();
  const kept = useObservable(store, (state) => state.notes);
  const { papers, secrecy } = view;
  const notes = useMemo(
    () => fitting(Object.values(kept), markedNow({ papers, secrecy })),
    [kept, papers, secrecy],
  );
  const found = useObservable(places);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only papers and markings say where notes are
  useEffect(() => void places.look(view, notes), [places, notes, papers, secrecy.rules]);
  return { notes: notes.length > 0 ? notes : NONE, places: notes.length > 0 ? found : NOWHERE };
}
