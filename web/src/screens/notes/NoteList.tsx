// Notes in a list: the order, the filter, and a row each.
import { ActionIcon, Button, Chip, SegmentedControl, TextInput, Tooltip } from '@mantine/core';
import {
  IconAlertTriangle,
  IconArrowRight,
  IconCloudUp,
  IconFiles,
  IconPencil,
  IconSearch,
} from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { View } from '../../api/view';
import { useLanguage, useT } from '../../i18n';
import { formatDate, formatTime } from '../../lib/format';
import { problemText } from '../../lib/problem';
import {
  byPaper,
  byTime,
  chosen,
  type Filter,
  momentOf,
  type Order,
  type Places,
  pageOf,
} from '../../notes/arrange';
import { paperName, standing } from '../../notes/document';
import { NOTE_KINDS } from '../../notes/note';
import type { Place } from '../../papers/reading';
import type { KeptNote } from '../../stores/notes';
import { useMeetingView } from '../../stores/SeatProvider';
import classes from './Notes.module.css';
import { useOwnNotes } from './NotesProvider';
import { KindIcon, nameOf } from './words';

interface Props {
  readonly notes: readonly KeptNote[];
  readonly places: Places;
  readonly onGo: (place: Place) => void;
}

export function NoteList({ notes, places, onGo }: Props) {
  const t = useT();
  const { papers } = useMeetingView();
  const [order, setOrder] = useState<Order>('page');
  const [filter, setFilter] = useState<Filter>({ kind: null, words: '' });
  const found = chosen(notes, filter);
  if (notes.length === 0)
    return (
      <p className={classes.none}>
        {t('notes.none')}
        <br />
        {t('notes.noneHelp')}
      </p>
    );
  const rows = (list: readonly KeptNote[], named: boolean) => (
    <ol className={classes.list}>
      {list.map((one) => (
        <Row key={one.id} one={one} places={places} named={named} onGo={onGo} />
      ))}
    </ol>
  );
  const titles = titlesOf(papers);
  return (
    <>
      <Choice order={order} onOrder={setOrder} filter={filter} onFilter={setFilter} />
      {found.length === 0 && <p className={classes.none}>{t('notes.noneFound')}</p>}
      {order === 'time'
        ? rows(byTime(found), true)
        : byPaper(found, papers.order, places).map(({ paper, notes: there }) => (
            <section key={paper} className={classes.group}>
              <h3>{paperName(paper, there, titles, t)}</h3>
              {rows(there, false)}
            </section>
          ))}
    </>
  );
}

const titlesOf = ({ items }: View['papers']): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.values(items).map(({ id, title }) => [id, title]));

interface ChoiceProps {
  readonly order: Order;
  readonly onOrder: (order: Order) => void;
  readonly filter: Filter;
  readonly onFilter: (filter: Filter) => void;
}

function Choice({ order, onOrder, filter, onFilter }: ChoiceProps) {
  const t = useT();
  const kinds = [null, ...NOTE_KINDS] as const;
  return (
    <>
      <SegmentedControl
        fullWidth
        aria-label={t('notes.order')}
        value={order}
        onChange={(value) => onOrder(value as Order)}
        data={[
          { value: 'page', label: t('notes.byPage') },
          { value: 'time', label: t('notes.byTime') },
        ]}
      />
      <TextInput
        aria-label={t('notes.words')}
        placeholder={t('notes.words')}
        leftSection={<IconSearch size={18} aria-hidden />}
        value={filter.words}
        maxLength={200}
        onChange={(event) => onFilter({ ...filter, words: event.currentTarget.value })}
      />
      <fieldset className={classes.kinds}>
        <legend className="visually-hidden">{t('notes.filter')}</legend>
        {kinds.map((kind) => (
          <Chip
            key={kind ?? ''}
            size="sm"
            checked={filter.kind === kind}
            onChange={() => onFilter({ ...filter, kind })}
          >
            {t(kind === null ? 'notes.all' : `notes.kind.${kind}`)}
          </Chip>
        ))}
      </fieldset>
    </>
  );
}

interface RowProps {
  readonly one: KeptNote;
  readonly places: Places;
  /** With the paper's name, where the list does not go by papers. */
  readonly named: boolean;
  readonly onGo: (place: Place) => void;
}

function Row({ one, places, named, onGo }: RowProps) {
  const { t, language } = useLanguage();
  const { papers } = useMeetingView();
  const { edit } = useOwnNotes();
  const { note } = one;
  const paper = papers.items[note.paper];
  const page = pageOf(one, places);
  const readable = paper !== undefined && paper.withdrawn === null && page <= paper.pages;
  const at = momentOf(note);
  const made = t(note.at ? 'notes.madeInSession' : 'notes.madeAt', {
    time: `${formatTime(at, language, true)}, ${formatDate(at, language)}`,
  });
  return (
    <li className={classes.row} data-note={one.id}>
      <div className={classes.line}>
        <Button
          size="compact-md"
          variant="light"
          rightSection={<IconArrowRight size={16} aria-hidden />}
          disabled={!readable}
          aria-label={t('notes.goToOne', { page, name: nameOf(note, t) })}
          onClick={() => onGo({ paper: note.paper, page })}
        >
          {t('notes.page', { page })}
        </Button>
        <span className={classes.what}>
          <KindIcon kind={note.kind} />
          {t(`notes.kind.${note.kind}`)}
          {note.kind !== 'bookmark' && ` · ${t(`notes.colour.${note.colour}`)}`}
        </span>
        <Tooltip label={t('notes.edit')}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            ml="auto"
            aria-label={t('notes.editOne', { name: nameOf(note, t) })}
            onClick={() => edit({ id: one.id, note })}
          >
            <IconPencil size={18} />
          </ActionIcon>
        </Tooltip>
      </div>
      {named && <p className={classes.facts}>{paperName(note.paper, [one], titlesOf(papers), t)}</p>}
      {note.quote && (
        <blockquote className={classes.quote} data-colour={note.colour} lang="vi">
          {note.quote.exact}
        </blockquote>
      )}
      {note.text && <p className={classes.text}>{note.text}</p>}
      <Standing one={one} places={places} />
      <p className={classes.facts}>{made}</p>
    </li>
  );
}

/** What the owner should know of a note: where it went, what became of the paper, that it is not sent. */
function Standing({ one, places }: { one: KeptNote; places: Places }) {
  const t = useT();
  const { papers } = useMeetingView();
  const { note, waiting, refused } = one;
  const paper = papers.items[note.paper];
  const searching = paper && !paper.withdrawn && paper.version !== note.version && !places[one.id];
  const moved = standing(one, places, t) || (searching ? t('notes.searching') : '');
  const missing = !paper ? t('notes.paperGone') : paper.withdrawn ? t('notes.paperWithdrawn') : '';
  const lost = places[one.id]?.state === 'gone';
  return (
    <>
      {missing && <Fact warn icon={<IconAlertTriangle size={16} />} text={missing} />}
      {!missing && moved && (
        <Fact
          warn={lost}
          icon={lost ? <IconAlertTriangle size={16} /> : <IconFiles size={16} />}
          text={moved}
        />
      )}
      {note.twin && <Fact icon={<IconFiles size={16} />} text={t('notes.twin')} />}
      {refused && (
        <Fact
          warn
          icon={<IconAlertTriangle size={16} />}
          text={t('notes.refused', { reason: problemText(refused, t) })}
        />
      )}
      {waiting && !refused && <Fact warn icon={<IconCloudUp size={16} />} text={t('notes.waiting')} />}
    </>
  );
}

function Fact({ icon, text, warn = false }: { icon: ReactNode; text: string; warn?: boolean }) {
  return (
    <p className={classes.fact} data-tone={warn ? 'warn' : undefined}>
      {icon}
      {text}
    </p>
  );
}
