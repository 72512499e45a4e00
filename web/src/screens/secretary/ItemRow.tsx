// One agenda item with its time and what can be done to it now.
import { ActionIcon, Button } from '@mantine/core';
import {
  IconArrowDown,
  IconArrowUp,
  IconCheck,
  IconCircle,
  IconCircleCheck,
  IconPencil,
  IconPlayerPlayFilled,
  IconTrash,
} from '@tabler/icons-react';
import type { AgendaItem } from '../../api/view';
import { useT } from '../../i18n';
import { formatDuration } from '../../lib/format';
import { useNow } from '../../lib/useNow';
import { can, secondsSpent } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';
import { useCommand } from '../parts/useCommand';
import classes from './AgendaPanel.module.css';

const SIGNS = { pending: IconCircle, current: IconPlayerPlayFilled, done: IconCircleCheck } as const;

interface Props {
  readonly item: AgendaItem;
  readonly index: number;
  readonly last: boolean;
  readonly onEdit: () => void;
}

export function ItemRow({ item, index, last, onEdit }: Props) {
  const t = useT();
  const view = useMeetingView();
  const give = useCommand();
  const Sign = SIGNS[item.state];
  return (
    <li className={classes.row} data-state={item.state}>
      <Sign size={22} className={classes.sign} aria-hidden />
      <div className={classes.what}>
        <span className={classes.title}>
          {index + 1}. {item.title}
        </span>
        {item.rapporteur && <span className={classes.detail}>{item.rapporteur}</span>}
      </div>
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
        <Changes item={item} index={index} last={last} onEdit={onEdit} />
      </div>
    </li>
  );
}

function Changes({ item, index, last, onEdit }: Props) {
  const t = useT();
  const view = useMeetingView();
  const give = useCommand();
  const { title } = item;
  return (
    <>
      {can(view, 'agenda.move') && (
        <>
          <ActionIcon
            variant="subtle"
            color="gray"
            disabled={index === 0}
            aria-label={t('secretary.moveUp', { title })}
            onClick={() => void give('agenda.move', { item: item.id, position: index - 1 })}
          >
            <IconArrowUp size={18} aria-hidden />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="gray"
            disabled={last}
            aria-label={t('secretary.moveDown', { title })}
            onClick={() => void give('agenda.move', { item: item.id, position: index + 1 })}
          >
            <IconArrowDown size={18} aria-hidden />
          </ActionIcon>
        </>
      )}
      {can(view, 'agenda.edit') && (
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('secretary.editItem', { title })}
          onClick={onEdit}
        >
          <IconPencil size={18} aria-hidden />
        </ActionIcon>
      )}
      {can(view, 'agenda.remove') && (
        <ActionIcon
          variant="subtle"
          color="gray"
          disabled={item.state !== 'pending'}
          aria-label={t('secretary.removeItem', { title })}
          onClick={() => void give('agenda.remove', { item: item.id })}
        >
          <IconTrash size={18} aria-hidden />
        </ActionIcon>
      )}
    </>
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
