// What is done with one waiting request: grant, hear at once, move, refuse.
import { Button } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconBolt, IconCheck, IconX } from '@tabler/icons-react';
import type { FloorRequest } from '../../api/view';
import { useT } from '../../i18n';
import { can, currentTurn, reachable, speakerOf, waiting } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';
import classes from './RowActions.module.css';
import { SmallButton } from './SmallButton';
import { useFloor } from './useFloor';

interface Props {
  readonly request: FloorRequest;
  /** Place in the whole list, from 0. */
  readonly place: number;
  readonly onDeny: (request: FloorRequest) => void;
}

export function RowActions({ request, place, onDeny }: Props) {
  const t = useT();
  const view = useMeetingView();
  const floor = useFloor();
  const { name } = speakerOf(view, request);
  const present = reachable(view, request);
  const interrupts = request.kind === 'point_of_order' && currentTurn(view) !== null;
  const alike = waiting(view).filter((one) => one.kind === request.kind);
  const moves = can(view, 'speakers.move') && alike.length > 1;
  return (
    <span className={classes.actions}>
      <Button
        size="compact-sm"
        variant={place === 0 ? 'filled' : 'default'}
        disabled={!present}
        title={present ? undefined : t('meeting.floor.absent', { name })}
        leftSection={interrupts ? <IconBolt size={16} /> : <IconCheck size={16} />}
        onClick={() => (interrupts ? floor.interrupt(request) : floor.grant(request))}
      >
        {t(interrupts ? 'meeting.floor.interrupt' : 'meeting.console.grant')}
      </Button>
      <span className={classes.small}>
        {moves && (
          <>
            <SmallButton
              label={t('meeting.floor.up', { name })}
              disabled={request === alike[0]}
              icon={<IconArrowUp size={15} />}
              onClick={() => floor.move(request, place - 1)}
            />
            <SmallButton
              label={t('meeting.floor.down', { name })}
              disabled={request === alike.at(-1)}
              icon={<IconArrowDown size={15} />}
              onClick={() => floor.move(request, place + 1)}
            />
          </>
        )}
        <SmallButton
          label={t('meeting.console.denyTitle', { name })}
          icon={<IconX size={15} />}
          onClick={() => onDeny(request)}
        />
      </span>
    </span>
  );
}
