// What the owner does with all notes: open them on another device, save them as one file.
import { Alert, Button, Modal, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCopy, IconDeviceMobile, IconDownload } from '@tabler/icons-react';
import { type ReactNode, useEffect, useState } from 'react';
import type { Transfer } from '../../api/notes';
import { useLanguage, useT } from '../../i18n';
import { formatTime } from '../../lib/format';
import { notifyDone } from '../../lib/notify';
import { useObservable } from '../../lib/observable';
import { problemText } from '../../lib/problem';
import type { Places } from '../../notes/arrange';
import { fileName, type MeetingNotes, notesAsHtml } from '../../notes/document';
import type { KeptNote, NotesStore } from '../../stores/notes';
import { DeviceLink } from './DeviceLink';
import classes from './Notes.module.css';

interface Props {
  readonly store: NotesStore;
  readonly notes: readonly KeptNote[];
  readonly places: Places;
  readonly about: About;
}

/** The meeting the notes are of, and whose they are. */
interface About {
  readonly title: string;
  readonly order: readonly string[];
  readonly titles: Readonly<Record<string, string>>;
  readonly owner: string;
}

export function MoreActs({ store, notes, places, about: { owner, ...meeting } }: Props) {
  const t = useT();
  const [open, setOpen] = useState<'transfer' | 'export' | null>(null);
  const close = () => setOpen(null);
  return (
    <div className={classes.acts}>
      <Button
        variant="default"
        leftSection={<IconDeviceMobile size={18} aria-hidden />}
        onClick={() => setOpen('transfer')}
      >
        {t('notes.transfer')}
      </Button>
      <Button
        variant="default"
        leftSection={<IconDownload size={18} aria-hidden />}
        disabled={notes.length === 0}
        onClick={() => setOpen('export')}
      >
        {t('notes.export')}
      </Button>
      <Window opened={open === 'transfer'} title={t('notes.transfer')} onClose={close}>
        <Transferring store={store} />
      </Window>
      <Window opened={open === 'export'} title={t('notes.export')} onClose={close}>
        <Exporting owner={owner} meetings={[{ ...meeting, notes, places }]} onClose={close} />
      </Window>
    </div>
  );
}

interface WindowProps {
  readonly opened: boolean;
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Stands closed beside its button, so that the focus goes back there. */
export function Window({ children, ...props }: WindowProps) {
  const t = useT();
  return (
    <Modal {...props} closeButtonProps={{ 'aria-label': t('common.close') }}>
      {children}
    </Modal>
  );
}

function Transferring({ store }: { store: NotesStore }) {
  const { t, language } = useLanguage();
  const isDelegate = useObservable(store, (state) => state.owner?.startsWith('delegate:') === true);
  const [made, setMade] = useState<Transfer | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const make = () => {
    setProblem(null);
    store.transfer().then(setMade, setProblem);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: one code when the dialog opens
  useEffect(make, []);
  const copy = (code: string) =>
    void navigator.clipboard?.writeText(code).then(() => notifyDone(t('notes.copied')), setProblem);
  return (
    <Stack>
      {isDelegate && <DeviceLink />}
      <Text>{t('notes.transferHelp')}</Text>
      {made && (
        <>
          <p className={`figures ${classes.code}`} data-code>
            {made.code}
          </p>
          <Text size="sm" c="dimmed">
            {t('notes.transferUntil', { time: formatTime(made.expires_at, language) })}
          </Text>
          <Button leftSection={<IconCopy size={18} aria-hidden />} onClick={() => copy(made.code)}>
            {t('notes.copy')}
          </Button>
        </>
      )}
      {problem !== null && (
        <Alert color="red" role="alert">
          {problemText(problem, t)}
        </Alert>
      )}
      <Button variant="default" onClick={make}>
        {t('notes.transferAgain')}
      </Button>
    </Stack>
  );
}

interface ExportingProps {
  readonly owner: string;
  readonly meetings: readonly MeetingNotes[];
  readonly onClose: () => void;
}

export function Exporting({ owner, meetings, onClose }: ExportingProps) {
  const { t, language } = useLanguage();
  const n = meetings.reduce((sum, { notes }) => sum + notes.length, 0);
  const save = () => {
    const now = new Date().toISOString();
    download(notesAsHtml({ language, owner, now, meetings }), fileName(language, now));
    onClose();
  };
  return (
    <Stack>
      <Alert color="yellow" icon={<IconAlertTriangle size={18} aria-hidden />}>
        {t('notes.exportSure')}
      </Alert>
      <Text size="sm">{t('notes.count', { n })}</Text>
      <Button leftSection={<IconDownload size={18} aria-hidden />} disabled={n === 0} onClick={save}>
        {t('notes.exportYes')}
      </Button>
      <Button variant="default" onClick={onClose}>
        {t('common.cancel')}
      </Button>
    </Stack>
  );
}

const KEEP_MS = 60_000;

/** Hands the browser a file made here; nothing of it goes over the line. */
function download(html: string, name: string): void {
  const url = URL.createObjectURL(new Blob([html], { type: 'text/html;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), KEEP_MS);
}
