// How a note is told apart by more than its colour: its sign and its name.
import { IconBookmark, IconHighlight, IconNote } from '@tabler/icons-react';
import type { Translate } from '../../i18n';
import type { Note, NoteKind } from '../../notes/note';

const SIGNS = { note: IconNote, highlight: IconHighlight, bookmark: IconBookmark } as const;

export function KindIcon({ kind, size = 18 }: { kind: NoteKind; size?: number }) {
  const Sign = SIGNS[kind];
  return <Sign size={size} stroke={1.8} aria-hidden />;
}

const SHORT = 60;
const shortened = (text: string): string => (text.length > SHORT ? `${text.slice(0, SHORT)}…` : text);

/** Kind, colour and the beginning of what was written or marked. */
export function nameOf({ kind, colour, text, quote }: Note, t: Translate): string {
  const what =
    kind === 'bookmark'
      ? t('notes.kind.bookmark')
      : `${t(`notes.kind.${kind}`)} (${t(`notes.colour.${colour}`)})`;
  const said = text || quote?.exact || '';
  return said ? `${what}: ${shortened(said)}` : what;
}
