// Writes one note: its text, its colour; says whom it is for and what it is about. Nothing typed is lost by a slip.
import { Alert, Button, Group, Modal, Stack, Text, Textarea, UnstyledButton } from '@mantine/core';
import { IconAlertTriangle, IconLock, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useT } from '../../i18n';
import { notifyDone, notifyProblem } from '../../lib/notify';
import { MOST_TEXT, NOTE_COLOURS, type Note, type NoteColour, retold } from '../../notes/note';
import { useMeetingView } from '../../stores/SeatProvider';
import classes from './Notes.module.css';
import { type Draft, useOwnNotes } from './NotesProvider';
import { useNoteMaker } from './useNoteMaker';

interface Props {
  readonly draft: Draft;
  readonly onClose: () => void;
}

export function NoteEditor({ draft, onClose }: Props) {
  const t = useT();
  const { store } = useOwnNotes();
  const { grounded } = useNoteMaker(draft.note);
  const [text, setText] = useState(draft.note.text);
  const [colour, setColour] = useState(draft.note.colour);
  const [asking, setAsking] = useState<'leave' | 'remove' | null>(null);
  const [saving, setSaving] = useState(false);
  const said = text.trim();
  const changed = said !== draft.note.text || colour !== draft.note.colour;
  const sayable = said !== '' || draft.note.quote !== null;
  const run = async (work: () => Promise<unknown>) => {
    setSaving(true);
    try {
      await work();
      onClose();
    } catch (problem) {
      setSaving(false);
      notifyProblem(problem, t);
    }
  };
  const save = () =>
    run(async () => {
      const now = new Date().toISOString();
      const note = await grounded(retold({ ...draft.note, colour, changed: now }, said));
      await store.write(note, draft.id ?? undefined);
    });
  const remove = () =>
    run(async () => {
      if (draft.id) await store.remove(draft.id);
      notifyDone(t('notes.removed'));
    });
  // A new note that says nothing, or an old one left as it was, may go without a question.
  const close = () => (changed && said !== '' ? setAsking('leave') : onClose());
  return (
    <Modal
      opened
      onClose={close}
      size="lg"
      title={t(draft.id ? 'notes.editorEdit' : 'notes.editorNew')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack gap="sm">
        <About note={draft.note} />
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
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && sayable) void save();
          }}
          description={
            text.length > MOST_TEXT * 0.8
              ? t('notes.letters', { n: text.length, most: MOST_TEXT })
              : undefined
          }
          inputWrapperOrder={['label', 'input', 'description']}
        />
        <ColourChoice value={colour} onChange={setColour} />
        <p className={classes.private}>
          <IconLock size={16} aria-hidden />
          {t('notes.onlyMe')}
        </p>
        {draft.note.marked && (
          <Alert color="yellow" icon={<IconAlertTriangle size={18} aria-hidden />}>
            {t('notes.markedHelp')}
          </Alert>
        )}
        {asking === 'leave' && (
          <Ask
            text={t('notes.unsaved')}
            yes={t('notes.discard')}
            onYes={onClose}
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
    </Modal>
  );
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

function ColourChoice({ value, onChange }: { value: NoteColour; onChange: (colour: NoteColour) => void }) {
  const t = useT();
  return (
    <div className={classes.colours} role="radiogroup" aria-label={t('notes.colour')}>
      <Text size="sm" fw={500} component="span">
        {t('notes.colour')}
      </Text>
      {NOTE_COLOURS.map((colour) => (
        <UnstyledButton
          key={colour}
          className={classes.colour}
          role="radio"
          aria-checked={value === colour}
          onClick={() => onChange(colour)}
        >
          <span className={classes.swatch} data-colour={colour} aria-hidden>
            a
          </span>
          {t(`notes.colour.${colour}`)}
        </UnstyledButton>
      ))}
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
