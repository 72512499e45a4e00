// A page as running text with one's notes in it, and the bar for words selected there.
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import { useT } from '../../i18n';
import { onPage } from '../../notes/arrange';
import { markedParagraphs } from '../../notes/flowing';
import type { Place } from '../../papers/reading';
import type { Paragraph } from '../../papers/reflow';
import { useMeetingView } from '../../stores/SeatProvider';
import type { Laid } from './NoteLayer';
import classes from './Notes.module.css';
import { useKeptNotes, useNotes } from './NotesProvider';
import { SelectionBar } from './SelectionBar';

interface Props {
  readonly place: Place;
  readonly paragraphs: readonly Paragraph[];
  /** Words of a marked paper are neither quoted nor looked for. */
  readonly marked: boolean;
}

export function MarkedText(props: Props) {
  const plain = useNotes() === null || props.marked;
  return plain ? <Paragraphs paragraphs={props.paragraphs} /> : <WithNotes {...props} />;
}

function WithNotes({ place, paragraphs }: Props) {
  const t = useT();
  const { notes, places } = useKeptNotes();
  const version = useMeetingView().papers.items[place.paper]?.version ?? 1;
  const [laid, setLaid] = useState<Laid | null>(null);
  const onText = useCallback(
    (element: HTMLElement | null) => setLaid(element && { element, flowing: true }),
    [],
  );
  const here = onPage(notes, places, { ...place, version });
  const pieces = useMemo(
    () =>
      markedParagraphs(
        paragraphs.map(({ text }) => text),
        here,
      ),
    [paragraphs, here],
  );
  const drawn = pieces.map((parts) =>
    parts.map(({ text, colour }, at) =>
      colour ? (
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no name but their place
        <mark key={at} className={classes.flowing} data-colour={colour} title={t(`notes.colour.${colour}`)}>
          {text}
        </mark>
      ) : (
        text
      ),
    ),
  );
  return (
    <>
      <div ref={onText}>
        <Paragraphs paragraphs={paragraphs} drawn={drawn} />
      </div>
      <SelectionBar place={place} laid={laid} />
    </>
  );
}

function Paragraphs({
  paragraphs,
  drawn,
}: {
  paragraphs: readonly Paragraph[];
  drawn?: readonly ReactNode[];
}) {
  return paragraphs.map(({ text, heading }, at) =>
    heading ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs have no name but their place
      <h3 key={at}>{drawn?.[at] ?? text}</h3>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs have no name but their place
      <p key={at}>{drawn?.[at] ?? text}</p>
    ),
  );
}
