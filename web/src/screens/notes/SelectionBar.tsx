// What may be done with the words selected on the page: highlight them in a colour, or write a note on them.
import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconNote } from '@tabler/icons-react';
import { type PointerEvent, useEffect, useLayoutEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import { useT } from '../../i18n';
import { notifyProblem } from '../../lib/notify';
import { useObservable } from '../../lib/observable';
import { NOTE_COLOURS, type NoteColour } from '../../notes/note';
import type { Place } from '../../papers/reading';
import type { Laid } from './NoteLayer';
import classes from './Notes.module.css';
import { useOwnNotes } from './NotesProvider';
import { useNoteMaker } from './useNoteMaker';
import { type Selected, useSelected } from './useSelected';

interface Props {
  readonly place: Place;
  readonly laid: Laid | null;
}

export function SelectionBar({ place, laid }: Props) {
  const { store, edit, passage } = useOwnNotes();
  const open = useObservable(store, (state) => state.phase === 'open');
  const selected = useSelected(laid);
  const { make } = useNoteMaker(place);
  // The page's own tools mean the words that are selected, while there are some.
  useEffect(() => {
    passage.current = selected;
    return () => {
      passage.current = null;
    };
  }, [passage, selected]);
  const note = () => edit({ id: null, note: make('note', selected) });
  if (!selected || !open) return null;
  return <Bar place={place} selected={selected} onNote={note} />;
}

/** Pressing must not end the selection that is acted on. */
const keep = (event: PointerEvent) => event.preventDefault();
const BELOW = 12;
const BELOW_HANDLES = 44;
const HEIGHT = 60;

function Bar({ place, selected, onNote }: { place: Place; selected: Selected; onNote: () => void }) {
  const t = useT();
  const { store } = useOwnNotes();
  const { make } = useNoteMaker(place);
  const bar = useRef<HTMLDivElement>(null);
  const { box } = selected;
  useLayoutEffect(() => {
    const element = bar.current;
    if (!element) return;
    const coarse = matchMedia('(pointer: coarse)').matches;
    const below = box.bottom + (coarse ? BELOW_HANDLES : BELOW);
    const top = below + HEIGHT < innerHeight ? below : Math.max(8, box.top - HEIGHT - BELOW);
    const middle = (box.left + box.right) / 2 - element.offsetWidth / 2;
    element.style.top = `${top}px`;
    element.style.left = `${Math.max(8, Math.min(innerWidth - element.offsetWidth - 8, middle))}px`;
  }, [box]);
  const highlight = (colour: NoteColour) => () => {
    store.write(make('highlight', selected, colour)).catch((problem: unknown) => notifyProblem(problem, t));
    document.getSelection()?.removeAllRanges();
  };
  return createPortal(
    <div
      ref={bar}
      className={classes.bar}
      role="toolbar"
      aria-label={t('notes.selection')}
      onPointerDown={keep}
    >
      {NOTE_COLOURS.map((colour) => (
        <Tooltip key={colour} label={t('notes.highlightIn', { colour: t(`notes.colour.${colour}`) })}>
          <ActionIcon
            size={40}
            variant="subtle"
            color="gray"
            aria-label={t('notes.highlightIn', { colour: t(`notes.colour.${colour}`) })}
            onClick={highlight(colour)}
          >
            <span className={classes.swatch} data-colour={colour} aria-hidden>
              a
            </span>
          </ActionIcon>
        </Tooltip>
      ))}
      <Button size="sm" variant="light" leftSection={<IconNote size={18} aria-hidden />} onClick={onNote}>
        {t('notes.noteOnWords')}
      </Button>
    </div>,
    document.body,
  );
}
