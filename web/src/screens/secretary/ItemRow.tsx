// One agenda item with its times and what can be done to it now. Alt with the arrows reorders.
import { ActionIcon, Button, Menu } from '@mantine/core';
import {
  IconArrowDown,
  IconArrowUp,
  IconCalendarPause,
  IconCheck,
  IconCircle,
  IconCircleCheck,
  IconDots,
  IconLock,
  IconLockOpen,
  IconPencil,
  IconPlayerPlayFilled,
  IconTrash,
} from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import type { AgendaItem } from '../../api/view';
import { useT } from '../../i18n';
import { formatDuration } from '../../lib/format';
import { useNow } from '../../lib/useNow';
import { can, personOf, secondsSpent } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';
import { Expected } from '../parts/AgendaList';
import { useCommand } from '../parts/useCommand';
import classes from './AgendaPanel.module.css';

const SIGNS = {
  pending: IconCircle,
  current: IconPlayerPlayFilled,
  done: IconCircleCheck,
  postponed: IconCalendarPause,
} as const;

interface Props {
  readonly item: AgendaItem;
  /** Place in the order, from 0. */
  readonly index: number;
  readonly last: boolean;
  readonly onEdit: () => void;
  readonly onMove: (by: number) => void;
  readonly onPostpone: () => void;
}

export function ItemRow(props: Props) {
  const { item, index, onMove } = props;
  const t = useT();
  const view = useMeetingView();
  const give = useCommand();
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    if (!can(view, 'agenda.move')) return;
    event.preventDefault();
    onMove(event.key === 'ArrowUp' ? -1 : 1);
  };
  return (
    <li className={classes.row} data-state={item.state} data-item={item.id} onKeyDown={onKeyDown}>
      <Sign item={item} />
      <What item={item} number={index + 1} />
      <Spent item={item} />
      <div className={classes.acts}>
        {item.state === 'pending' && can(view, 'agenda.start') && (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => void give('agenda.start', { item: item.id })}
          >
            {t('secretary.startItem')}
            <span className="visually-hidden"> {item.title}</span>
          </Button>
        )}
        {item.state === 'current' && can(view, 'agenda.finish') && (
          <Button
            size="compact-sm"
            leftSection={<IconCheck size={16} aria-hidden />}
            onClick={() => void give('agenda.finish', { item: item.id })}
          >
            {t('secretary.finishItem')}
          </Button>
        )}
        <Moves {...props} />
        <More {...props} />
      </div>
    </li>
  );
}

/** An item that was put off: why, and the way back. */
export function PostponedRow({ item }: { item: AgendaItem }) {
  const t = useT();
  const view = useMeetingView();
  const give = useCommand();
  return (
    <li className={classes.row} data-state={item.state}>
      <Sign item={item} />
      <What item={item} number={null} />
      <span />
      <div className={classes.acts}>
        {can(view, 'agenda.restore') && (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => void give('agenda.restore', { item: item.id })}
          >
            {t('agenda.restore')}
            <span className="visually-hidden"> {item.title}</span>
          </Button>
        )}
      </div>
    </li>
  );
}

function Sign({ item }: { item: AgendaItem }) {
  const Icon = SIGNS[item.state];
  return <Icon size={22} className={classes.sign} aria-hidden />;
}

function What({ item, number }: { item: AgendaItem; number: number | null }) {
  const t = useT();
  const view = useMeetingView();
  const names = item.seats.map((seat) => view.sites[seat]?.short_name ?? personOf(view, seat).name);
  return (
    <div className={classes.what}>
      <span className={classes.title}>
        {number !== null && `${number}. `}
        {item.title}
        {item.internal && (
          <span className={classes.badge}>
            <IconLock size="1em" aria-hidden /> {t('agenda.internal')}
          </span>
        )}
      </span>
      {item.rapporteur && <span className={classes.detail}>{item.rapporteur}</span>}
      {names.length > 0 && (
        <span className={classes.detail}>{t('agenda.reporters', { names: names.join(', ') })}</span>
      )}
      {item.postponed_reason && (
        <span className={classes.detail}>{t('agenda.reason', { reason: item.postponed_reason })}</span>
      )}
      {item.state === 'pending' && <Expected item={item} />}
    </div>
  );
}

function Moves({ item, index, last, onMove }: Props) {
  const t = useT();
  const view = useMeetingView();
  const { title } = item;
  if (!can(view, 'agenda.move')) return null;
  return (
    <>
      <ActionIcon
        variant="subtle"
        color="gray"
        disabled={index === 0}
        aria-label={t('secretary.moveUp', { title })}
        onClick={() => onMove(-1)}
      >
        <IconArrowUp size={18} aria-hidden />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        disabled={last}
        aria-label={t('secretary.moveDown', { title })}
        onClick={() => onMove(1)}
      >
        <IconArrowDown size={18} aria-hidden />
      </ActionIcon>
    </>
  );
}

function More({ item, onEdit, onPostpone }: Props) {
  const t = useT();
  const view = useMeetingView();
  const give = useCommand();
  const { id, title, internal, state } = item;
  if (!can(view, 'agenda.edit')) return null;
  const Lock = internal ? IconLockOpen : IconLock;
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={t('agenda.more', { title })} data-more={id}>
          <IconDots size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={18} aria-hidden />} onClick={onEdit}>
          {t('agenda.edit')}
        </Menu.Item>
        <Menu.Item
          leftSection={<Lock size={18} aria-hidden />}
          onClick={() => void give('agenda.edit', { item: id, internal: !internal })}
        >
          {t(internal ? 'agenda.makeOpen' : 'agenda.makeInternal')}
        </Menu.Item>
        {state !== 'done' && can(view, 'agenda.postpone') && (
          <Menu.Item leftSection={<IconCalendarPause size={18} aria-hidden />} onClick={onPostpone}>
            {t('agenda.postpone')}
          </Menu.Item>
        )}
        {state === 'pending' && can(view, 'agenda.remove') && (
          <Menu.Item
            color="var(--gb-bad)"
            leftSection={<IconTrash size={18} aria-hidden />}
            onClick={() => void give('agenda.remove', { item: id })}
          >
            {t('agenda.remove')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function Spent({ item }: { item: AgendaItem }) {
  const t = useT();
  const view = useMeetingView();
  const now = useNow();
  if (item.state === 'pending')
    return <span className={`figures ${classes.time}`}>{formatDuration(item.planned_s)}</span>;
  const spent = secondsSpent(view, item, now);
  const over = item.planned_s > 0 && spent > item.planned_s;
  return (
    <span className={`figures ${classes.time}`} data-over={over || undefined}>
      {t('meeting.agenda.spent', { spent: formatDuration(spent), planned: formatDuration(item.planned_s) })}
    </span>
  );
}
