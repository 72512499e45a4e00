// One's own notes beside the record of a meeting: each at its second, one press goes there.
import { Button } from '@mantine/core';
import { IconLock, IconPlayerPlay } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import type { RecordDetail } from '../../api/archive';
import { notesApi } from '../../api/notes';
import { useLanguage, useT } from '../../i18n';
import { useObservable } from '../../lib/observable';
import { byTime } from '../../notes/arrange';
import { fitting, markedIn } from '../../notes/marking';
import { openQueue } from '../../notes/queue';
import { type KeptNote, NotesStore } from '../../stores/notes';
import { session } from '../../stores/session';
import { clockText } from '../archive/recordTime';
import { LoadFailed } from '../home/Notice';
import { LockedNotes } from './LockedNotes';
import { MoreActs } from './MoreActs';
import classes from './Notes.module.css';
import { useWordsOut } from './useWordsOut';
import { WaitingHere } from './WaitingHere';
import { KindIcon } from './words';

/** The milliseconds of a record a note was made at; null for one made outside it. */
export function secondOf(
  { note }: Pick<KeptNote, 'note'>,
  record: Pick<RecordDetail, 'origin' | 'duration_ms'>,
): number | null {
  if (note.at === null) return null;
  const ms = Date.parse(note.at) - Date.parse(record.origin);
  return ms >= 0 && ms <= record.duration_ms ? ms : null;
}

interface Props {
  readonly record: RecordDetail;
  /** Absent where nothing was recorded. */
  readonly onSeek?: (to_ms: number) => void;
}

export function RecordNotes({ record, onSeek }: Props) {
  const t = useT();
  const [store] = useState(() => new NotesStore(record.meeting.id, notesApi, openQueue));
  const { phase, notes, problem } = useObservable(store);
  const owner = useObservable(session, (state) => (state.phase === 'in' ? state.principal.name : ''));
  useEffect(() => store.start(), [store]);
  const marked = useMemo(() => markedIn(record), [record]);
  useWordsOut(store, marked);
  const list = useMemo(() => byTime(fitting(Object.values(notes), marked)), [notes, marked]);
  if (phase === 'failed')
    return (
      <LoadFailed title={t('notes.failed')} problem={problem} retry={() => store.begin()}>
        <WaitingHere store={store} />
      </LoadFailed>
    );
  if (phase !== 'locked' && (phase !== 'open' || list.length === 0)) return null;
  const about = { title: record.meeting.title, order: [], titles: {}, owner };
  return (
    <section className={`surface ${classes.record}`} aria-label={t('notes.inRecord')}>
      <h2>{t('notes.inRecord')}</h2>
      {phase === 'locked' ? (
        <LockedNotes store={store} />
      ) : (
        <>
          <p className={classes.private}>
            <IconLock size={16} aria-hidden />
            {t('notes.onlyMe')}
          </p>
          <ol className={classes.list}>
            {list.map((one) => (
              <Row key={one.id} one={one} at={secondOf(one, record)} onSeek={onSeek} />
            ))}
          </ol>
          <MoreActs store={store} notes={list} places={{}} about={about} />
        </>
      )}
    </section>
  );
}

interface RowProps {
  readonly one: KeptNote;
  readonly at: number | null;
  readonly onSeek: Props['onSeek'];
}

function Row({ one: { note }, at, onSeek }: RowProps) {
  const { t } = useLanguage();
  return (
    <li className={classes.row}>
      <div className={classes.line}>
        {at !== null && onSeek && (
          <Button
            size="compact-md"
            variant="light"
            leftSection={<IconPlayerPlay size={16} aria-hidden />}
            aria-label={t('notes.atSecond', { time: clockText(at) })}
            onClick={() => onSeek(at)}
          >
            <span className="figures">{clockText(at)}</span>
          </Button>
        )}
        <span className={classes.what}>
          <KindIcon kind={note.kind} />
          {t(`notes.kind.${note.kind}`)}
          {note.kind !== 'bookmark' && ` · ${t(`notes.colour.${note.colour}`)}`}
        </span>
        <span className={classes.facts}>
          {t('notes.place', { title: note.marked ? t('notes.markedPaper') : note.title, page: note.page })}
        </span>
      </div>
      {note.quote && !note.marked && (
        <blockquote className={classes.quote} data-colour={note.colour} lang="vi">
          {note.quote.exact}
        </blockquote>
      )}
      {note.text && <p className={classes.text}>{note.text}</p>}
    </li>
  );
}
