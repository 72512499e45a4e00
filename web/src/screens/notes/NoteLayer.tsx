// One's notes on a drawn page: the marked words, a sign for each note, the bookmark; and the bar for words selected now.
import { UnstyledButton } from '@mantine/core';
import { IconBookmarkFilled } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useT } from '../../i18n';
import { spanOf } from '../../notes/anchor';
import { onPage } from '../../notes/arrange';
import type { Note, Rect } from '../../notes/note';
import type { Place } from '../../papers/reading';
import type { KeptNote } from '../../stores/notes';
import { useMeetingView } from '../../stores/SeatProvider';
import classes from './Notes.module.css';
import { useKeptNotes, useNotes, useOwnNotes } from './NotesProvider';
import { rangeIn, rectsOf } from './pageWords';
import { SelectionBar } from './SelectionBar';
import { KindIcon, nameOf } from './words';

/** The words laid over a page; another object each time they are laid. */
export interface Laid {
  readonly element: HTMLElement;
  /** Running text: where words stand there says nothing of where they stand on the page. */
  readonly flowing?: boolean;
}

interface Props {
  readonly place: Place;
  /** Null while no words are laid, and on pages without. */
  readonly laid: Laid | null;
}

export function NoteLayer(props: Props) {
  return useNotes() ? <Layer {...props} /> : null;
}

function Layer({ place, laid }: Props) {
  const t = useT();
  const { edit } = useOwnNotes();
  const { notes, places } = useKeptNotes();
  const version = useMeetingView().papers.items[place.paper]?.version ?? 1;
  const here = useMemo(() => onPage(notes, places, { ...place, version }), [notes, places, place, version]);
  const drawn = useDrawn(here, laid, version);
  const loose = drawn.filter(({ rects, one }) => rects.length === 0 && one.note.kind !== 'bookmark');
  const bookmark = here.find(({ note }) => note.kind === 'bookmark');
  return (
    <div className={classes.layer} hidden={here.length === 0 && laid === null}>
      {here.length > 0 && (
        <section aria-label={t('notes.onPage', { n: here.length })}>
          {drawn.flatMap(({ one, rects }) =>
            rects.map((rect) => (
              <span
                key={`${one.id} ${rect.join()}`}
                className={classes.mark}
                data-colour={one.note.colour}
                style={boxOf(rect)}
              />
            )),
          )}
          {drawn.map(({ one, rects }) => (
            <Sign
              key={one.id}
              one={one}
              at={rects[0] ?? null}
              nth={loose.findIndex((other) => other.one === one)}
              onOpen={edit}
            />
          ))}
          {bookmark && (
            <span className={classes.ribbon} role="img" aria-label={t('notes.kind.bookmark')}>
              <IconBookmarkFilled size={30} />
            </span>
          )}
        </section>
      )}
      <SelectionBar place={place} laid={laid} />
    </div>
  );
}

const percent = (share: number) => `${100 * share}%`;
const boxOf = ([x, y, w, h]: Rect) => ({
  left: percent(x),
  top: percent(y),
  width: percent(w),
  height: percent(h),
});

interface SignProps {
  readonly one: KeptNote;
  /** The first line of its words; null for a note on the page. */
  readonly at: Rect | null;
  /** Which of the page's own notes it is. */
  readonly nth: number;
  readonly onOpen: (draft: { readonly id: string; readonly note: Note }) => void;
}

/** In the margin beside the words, or in the page's upper left corner. */
function Sign({ one, at, nth, onOpen }: SignProps) {
  const t = useT();
  if (one.note.kind === 'bookmark') return null;
  const style = at
    ? { left: percent(at[0]), top: percent(at[1] + at[3] / 2) }
    : { left: '2%', top: `calc(2% + ${nth * 28}px)` };
  return (
    <UnstyledButton
      className={classes.sign}
      data-colour={one.note.colour}
      data-loose={at === null || undefined}
      data-note={one.id}
      style={style}
      title={one.note.text || undefined}
      aria-label={t('notes.openOne', { text: nameOf(one.note, t) })}
      onClick={() => onOpen({ id: one.id, note: one.note })}
    >
      <KindIcon kind={one.note.kind} size={14} />
    </UnstyledButton>
  );
}

interface Drawn {
  readonly one: KeptNote;
  readonly rects: readonly Rect[];
}

/** Where the words of each note lie: as remembered in its own version, found again among the words of another. */
function useDrawn(here: readonly KeptNote[], laid: Laid | null, version: number): readonly Drawn[] {
  return useMemo(
    () =>
      here.map((one) => {
        const { note } = one;
        const remembered = note.version === version && note.rects.length > 0;
        return { one, rects: remembered ? note.rects : foundIn(laid, note) };
      }),
    [here, laid, version],
  );
}

function foundIn(laid: Laid | null, { quote, marked }: Note): readonly Rect[] {
  const layer = laid?.element;
  if (!layer?.parentElement || !quote || marked) return [];
  const span = spanOf(layer.textContent ?? '', quote);
  const range = span && rangeIn(layer, span);
  return range ? rectsOf(range, layer.parentElement) : [];
}
