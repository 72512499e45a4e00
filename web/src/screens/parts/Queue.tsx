// The list of those who wait for the floor, in the order in which they will be heard; points of order and answers back in their own places.
import { IconFileText, IconHandStop, IconPlugConnectedX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { FloorRequest, View } from '../../api/view';
import type { RequestKind } from '../../api/view/floor';
import { type Key, useLanguage } from '../../i18n';
import { formatTime } from '../../lib/format';
import { currentList, reachable, speakerOf, waiting } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';
import classes from './Queue.module.css';
import { type RowMove, useRowDrag } from './useRowDrag';

interface Props {
  /** How many are drawn; the rest is counted. */
  readonly limit?: number;
  readonly actions?: (request: FloorRequest, place: number) => ReactNode;
  /** Puts a request at another place (from 0) of the list; rows can be dragged then. */
  readonly onMove?: RowMove;
}

/** The kinds with places of their own, in the order in which they are heard. */
const PLACES: readonly { readonly kind: RequestKind; readonly title: Key }[] = [
  { kind: 'point_of_order', title: 'meeting.queue.points' },
  { kind: 'answer_back', title: 'meeting.queue.answers' },
  { kind: 'speech', title: 'meeting.queue.title' },
];

interface Placed {
  readonly request: FloorRequest;
  /** Place in the whole list, from 0. */
  readonly place: number;
}

/** The waiting requests by kind, each with its place in the whole list; kinds nobody waits with are left out. */
export function placesOf(view: View, limit = 100) {
  const all = waiting(view).slice(0, limit);
  const placed = all.map((request, place) => ({ request, place }));
  return PLACES.map(({ kind, title }) => ({
    kind,
    title,
    rows: placed.filter(({ request }) => kindOf(request) === kind),
  })).filter(({ rows }) => rows.length > 0);
}

const kindOf = ({ kind }: FloorRequest): RequestKind =>
  kind === 'point_of_order' || kind === 'answer_back' ? kind : 'speech';

export function Queue({ limit = 100, actions, onMove }: Props) {
  const { t } = useLanguage();
  const view = useMeetingView();
  const total = view.floor.queue.length;
  const places = placesOf(view, limit);
  if (total === 0) return <Nobody />;
  const headed = places.length > 1 || places[0]?.kind !== 'speech';
  return (
    <>
      {places.map(({ kind, title, rows }) => (
        <section key={kind} className={classes.part} data-kind={kind}>
          {headed && <h3 className={classes.heading}>{t(title)}</h3>}
          <ol className={classes.list} aria-label={t(title)}>
            {rows.map((row) => (
              <Row key={row.request.id} row={row} actions={actions} onMove={onMove} />
            ))}
          </ol>
        </section>
      ))}
      {total > limit && <p className={classes.more}>{t('meeting.queue.more', { n: total - limit })}</p>}
    </>
  );
}

function Nobody() {
  const { t } = useLanguage();
  const shut = currentList(useMeetingView())?.open === false;
  return (
    <p className={classes.empty}>
      <IconHandStop size="1.4em" aria-hidden />
      {t(shut ? 'meeting.queue.emptyShut' : 'meeting.queue.empty')}
    </p>
  );
}

interface RowProps {
  readonly row: Placed;
  readonly actions: Props['actions'];
  readonly onMove: RowMove | undefined;
}

function Row({ row: { request, place }, actions, onMove }: RowProps) {
  const { t, language } = useLanguage();
  const view = useMeetingView();
  const drag = useRowDrag(request, place, onMove);
  const speaker = speakerOf(view, request);
  const own = view.me.requests.includes(request.id);
  const present = reachable(view, request);
  return (
    <li
      className={classes.row}
      data-own={own || undefined}
      data-absent={!present || undefined}
      data-drop={drag.over || undefined}
      {...drag.props}
    >
      <span className={`figures ${classes.number}`}>{place + 1}</span>
      <span className={classes.who}>
        <span className={classes.name}>
          {speaker.name}
          {own && <span className={classes.own}>{t('meeting.queue.own')}</span>}
        </span>
        <span className={classes.detail}>
          {[speaker.detail, formatTime(request.requested_at, language)].filter(Boolean).join(' · ')}
        </span>
        {request.topic && <span className={classes.topic}>{request.topic}</span>}
        <Marks request={request} present={present} />
      </span>
      {actions && <span className={classes.actions}>{actions(request, place)}</span>}
    </li>
  );
}

/** What is special about a request, in words: its page, that its hall is not there. */
function Marks({ request, present }: { request: FloorRequest; present: boolean }) {
  const { t } = useLanguage();
  const view = useMeetingView();
  const paper = request.paper === null ? undefined : view.papers.items[request.paper];
  if (!paper && present) return null;
  return (
    <span className={classes.marks}>
      {paper && (
        <span className={classes.mark} title={paper.title}>
          <IconFileText size="1.1em" aria-hidden />
          {t('meeting.page.of', { page: request.page, pages: paper.pages })}
        </span>
      )}
      {!present && (
        <span className={classes.mark} data-absent="">
          <IconPlugConnectedX size="1.1em" aria-hidden /> {t('meeting.tile.absent')}
        </span>
      )}
    </span>
  );
}
