// What is done with the turn in progress: end, pause, bell, more time.
import { Button } from '@mantine/core';
import { IconBellRinging, IconPlayerPause, IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react';
import type { FloorRequest } from '../../api/view';
import { useT } from '../../i18n';
import { can } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';
import { useFloor } from './useFloor';

const EXTENSIONS_MIN = [1, 2, 5];

export function TurnActions({ turn }: { turn: FloorRequest }) {
  const t = useT();
  const view = useMeetingView();
  const floor = useFloor();
  return (
    <>
      {can(view, 'floor.revoke') && (
        <Button
          size="compact-sm"
          color="red.9"
          leftSection={<IconPlayerStop size={17} />}
          onClick={() => floor.end(turn)}
        >
          {t('meeting.console.end')}
        </Button>
      )}
      {turn.held_by === null && can(view, turn.paused ? 'floor.resume' : 'floor.pause') && (
        <Button
          size="compact-sm"
          variant="default"
          leftSection={turn.paused ? <IconPlayerPlay size={17} /> : <IconPlayerPause size={17} />}
          onClick={() => (turn.paused ? floor.resume(turn) : floor.pause(turn))}
        >
          {t(turn.paused ? 'meeting.floor.resume' : 'meeting.floor.pause')}
        </Button>
      )}
      {turn.held_by === null && can(view, 'floor.ring') && (
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconBellRinging size={17} />}
          onClick={() => floor.ring(turn)}
        >
          {t('meeting.floor.ring')}
        </Button>
      )}
      {turn.held_by === null && can(view, 'floor.extend') && turn.limit_s !== null && (
        <Button.Group>
          {EXTENSIONS_MIN.map((minutes, index) => (
            <Button
              key={minutes}
              size="compact-sm"
              variant="default"
              aria-label={t('meeting.console.extend', { n: minutes })}
              onClick={() => floor.extend(turn, minutes * 60)}
            >
              {index === EXTENSIONS_MIN.length - 1
                ? t('meeting.console.extend', { n: minutes })
                : `+${minutes}`}
            </Button>
          ))}
        </Button.Group>
      )}
    </>
  );
}
