// Makes notes for the page shown: what paper, version and page, what moment of the session.

import { sampleOf } from '../../notes/anchor';
import { fitted as fittedTo, markedNow } from '../../notes/marking';
import type { Note, NoteColour, NoteKind, Quote, Rect } from '../../notes/note';
import type { Place } from '../../papers/reading';
import { useMeetingView, useSeat } from '../../stores/SeatProvider';
import { usePapers } from '../parts/PapersProvider';
import { wordsOf } from './pageWords';

export interface Passage {
  readonly quote: Quote;
  readonly rects: readonly Rect[];
}

export interface NoteMaker {
  /** A note on the page, or on words of it. */
  readonly make: (kind: NoteKind, passage?: Passage | null, colour?: NoteColour) => Note;
  /** The note as it may be kept: without words of a paper that was marked meanwhile. */
  readonly fitted: (note: Note) => Note;
  /** The same with how its page begins, where it has no words of its own to be followed by. */
  readonly grounded: (note: Note) => Promise<Note>;
}

export function useNoteMaker(place: Place): NoteMaker {
  const { meeting } = useSeat();
  const view = useMeetingView();
  const { shelf } = usePapers();
  const paper = view.papers.items[place.paper];
  const fitted = (note: Note) => fittedTo(note, markedNow(view));
  const make = (kind: NoteKind, passage: Passage | null = null, colour: NoteColour = 'yellow'): Note => {
    const now = meeting.clock.now();
    const made = new Date(now).toISOString();
    const { since } = view.recording;
    const note: Note = {
      kind,
      text: '',
      colour,
      paper: place.paper,
      title: paper?.title ?? '',
      marked: false,
      version: paper?.version ?? 1,
      page: place.page,
      quote: passage?.quote ?? null,
      sample: '',
      rects: passage?.rects ?? [],
      at: view.meeting.state === 'in_session' ? made : null,
      recording_s: since === null ? null : Math.max(0, Math.round((now - Date.parse(since)) / 1000)),
      made,
      changed: made,
      twin: null,
    };
    return fitted(note);
  };
  const grounded = async (said: Note): Promise<Note> => {
    const note = fitted(said);
    if (note.quote || note.marked || note.sample !== '') return note;
    // A page that cannot be read now is followed by its number.
    const text = await wordsOf(shelf, note.paper, note.page).catch(() => '');
    return { ...note, sample: sampleOf(text) };
  };
  return { make, fitted, grounded };
}
