// Writes one note: its text, its colour; says whom it is for and what it is about. Nothing typed is lost by a slip.
import { Alert, Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { IconAlertTriangle, IconLock, IconTrash } from '@tabler/icons-react';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useT } from '../../i18n';
import { notifyDone, notifyProblem, notifyWarning } from '../../lib/notify';
import { useHeldPage } from '../../lib/useHeldPage';
import { type Draft, Drafting, type Keeper } from '../../notes/drafting';
import { MOST_TEXT, type Note, type NoteColour } from '../../notes/note';
import type { NotesStore } from '../../stores/notes';
import { useMeetingView } from '../../stores/SeatProvider';
import { ColourChoice } from './ColourChoice';
import classes from './Notes.module.css';
import { useOwnNotes } from './NotesProvider';
import { useNoteMaker } from './useNoteMaker';

interface Props {
  /** Null: closed. */
  readonly draft: Draft | null;
  readonly onClose: () => void;
}

/** Stands closed while nothing is written: only so does the focus go back to where it came from. */
export function NoteEditor({ draft, onClose }: Props) {
  const t = useT();
  const [{ shown, nth }, setShown] = useState({ shown: draft, nth: 0 });
  if (draft && draft !== shown) setShown({ shown: draft, nth: nth + 1 });
  const leave = useRef(onClose);
  return (
    <Modal
      opened={draft !== null}
      onClose={() => leave.current()}
      size="lg"
      title={t(shown?.id ? 'notes.editorEdit' : 'notes.editorNew')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {shown && <Writing key={nth} draft={shown} leave={leave} onClose={onClose} />}
    </Modal>
  );
}

interface WritingProps {
  readonly draft: Draft;
  /** What closing the window from outside does. */
  readonly leave: RefObject<() => void>;
  readonly onClose: () => void;
}

function Writing({ draft, leave, onClose }: WritingProps) {
  const t = useT();
  const { store } = useOwnNotes();
  const { fitted, grounded } = useNoteMaker(draft.note);
  // Its paper may be marked while it is written.
  const shown = fitted(draft.note);
  const [text, setText] = useState(draft.note.text);
  const [colour, setColour] = useState(draft.note.colour);
  const [asking, setAsking] = useState<'leave' | 'remove' | null>(null);
  const [saving, setSaving] = useState(false);
  const said = text.trim();
  const changed = said !== draft.note.text || colour !== draft.note.colour;
  const sayable = said !== '' || draft.note.quote !== null;
  const drafting = useDrafting(draft, text, colour);
  useHeldPage(changed && said !== '');
  const leaveIt = () => {
    drafting.giveUp(keeperOf(store)).catch((problem: unknown) => notifyProblem(problem, t));
    onClose();
  };
  const run = (work: () => Promise<unknown>) =>
    drafting.once(async () => {
      setSaving(true);
      try {
        await work();
        drafting.end();
        onClose();
      } catch (problem) {
        setSaving(false);
        notifyProblem(problem, t);
      }
    });
  const save = () =>
    run(async () => {
      drafting.say(text, colour);
      const note = await grounded(drafting.note(new Date().toISOString()));
      await drafting.save(keeperOf(store).write, note);
    });
  const remove = () =>
    run(async () => {
      const gone = await store.remove(drafting.id, drafting.from);
      if (gone) notifyDone(t('notes.removed'));
      else notifyWarning(t('notes.back'));
    });
  // A new note that says nothing, or an old one left as it was, may go without a question.
  const close = () => (changed && said !== '' ? setAsking('leave') : leaveIt());
  useEffect(() => {
    leave.current = close;
  });
  return (
    <Stack gap="sm">
      <About note={shown} />
      <Textarea
        label={t('notes.text')}
        data-autofocus
        autosize
        minRows={4}
        maxRows={12}
        maxLength={MOST_TEXT}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.repeat && sayable)
            void save();
        }}
        description={
          text.length > MOST_TEXT * 0.8 ? t('notes.letters', { n: text.length, most: MOST_TEXT }) : undefined
        }
        inputWrapperOrder={['label', 'input', 'description']}
      />
      <ColourChoice value={colour} onChange={setColour} />
      <p className={classes.private}>
        <IconLock size={16} aria-hidden />
        {t('notes.onlyMe')}
      </p>
      {shown.marked && (
        <Alert color="yellow" icon={<IconAlertTriangle size={18} aria-hidden />}>
          {t('notes.markedHelp')}
        </Alert>
      )}
      {asking === 'leave' && (
        <Ask
          text={t('notes.unsaved')}
          yes={t('notes.discard')}
          onYes={leaveIt}
          onNo={() => setAsking(null)}
        />
      )}
      {asking === 'remove' && (
        <Ask
          text={t('notes.removeSure')}
          yes={t('notes.removeYes')}
          onYes={() => void remove()}
          onNo={() => setAsking(null)}
        />
      )}
      <Group justify="space-between">
        {draft.id ? (
          <Button
            variant="subtle"
            color="red"
            leftSection={<IconTrash size={18} aria-hidden />}
            onClick={() => setAsking('remove')}
          >
            {t('notes.remove')}
          </Button>
        ) : (
          <span />
        )}
        <Group gap="xs">
          <Button variant="default" onClick={close}>
            {t('common.cancel')}
          </Button>
          <Button onClick={() => void save()} disabled={!sayable} loading={saving}>
            {t('notes.save')}
          </Button>
        </Group>
      </Group>
    </Stack>
  );
}

const keeperOf = (store: NotesStore): Keeper => ({
  write: (note, id, from) => store.write(note, id, undefined, from),
  remove: (id, from) => store.remove(id, from),
});

/** The draft as it stands; what was not saved is kept when the page or the seat goes, or is put out of sight. */
function useDrafting(draft: Draft, text: string, colour: NoteColour): Drafting {
  const { store } = useOwnNotes();
  const { fitted } = useNoteMaker(draft.note);
  const [drafting] = useState(() => new Drafting(draft));
  const rescue = useRef(() => {});
  useEffect(() => {
    drafting.say(text, colour);
    rescue.current = () => {
      // Nothing can be kept without the key; who is to be told has gone.
      const { write } = keeperOf(store);
      drafting.rescue((note, ...where) => write(fitted(note), ...where)).catch(() => undefined);
    };
  });
  useEffect(() => {
    const leave = () => rescue.current();
    // A page put out of sight may be ended without another word.
    const hidden = () => document.visibilityState === 'hidden' && leave();
    // Sealing and storing take a moment, which the page has no more once it is gone.
    addEventListener('beforeunload', leave);
    addEventListener('pagehide', leave);
    document.addEventListener('visibilitychange', hidden);
    return () => {
      removeEventListener('beforeunload', leave);
      removeEventListener('pagehide', leave);
      document.removeEventListener('visibilitychange', hidden);
      leave();
    };
  }, []);
  return drafting;
}

/** The place of the note, and the words it is about. */
function About({ note }: { note: Note }) {
  const t = useT();
  const { papers } = useMeetingView();
  const title = papers.items[note.paper]?.title ?? note.title;
  return (
    <div className={classes.about}>
      <Text size="sm" c="dimmed">
        {t('notes.place', { title: title || t('notes.paperUnknown'), page: note.page })}
      </Text>
      {note.quote && (
        <blockquote className={classes.quote} data-colour={note.colour} lang="vi">
          {note.quote.exact}
        </blockquote>
      )}
    </div>
  );
}

interface AskProps {
  readonly text: string;
  readonly yes: string;
  readonly onYes: () => void;
  readonly onNo: () => void;
}

function Ask({ text, yes, onYes, onNo }: AskProps) {
  const t = useT();
  return (
    <Alert color="red" icon={<IconAlertTriangle size={18} aria-hidden />} role="alert">
      <Group justify="space-between" gap="xs">
        <span>{text}</span>
        <Group gap="xs">
          <Button size="xs" variant="default" onClick={onNo}>
            {t('common.cancel')}
          </Button>
          <Button size="xs" color="red" onClick={onYes}>
            {yes}
          </Button>
        </Group>
      </Group>
    </Alert>
  );
}
