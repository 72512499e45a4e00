// The chair's middle: the speaker with the turn and its controls, the page, and the control of the page in front of everyone.
import { Button } from '@mantine/core';
import { IconPlayerStop } from '@tabler/icons-react';
import type { FloorRequest } from '../../api/view';
import { useT } from '../../i18n';
import { can } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';
import { Stage } from '../parts/Stage';
import { TurnCard } from '../parts/TurnCard';
import { useCommand } from '../parts/useCommand';
import { useLayout } from '../parts/useLayout';
import classes from './ConsoleStage.module.css';
import { PageControl } from './PageControl';

const EXTENSIONS_MIN = [1, 3];

export function ConsoleStage({ onTurn }: { onTurn: (by: number) => () => void }) {
  const choice = useLayout();
  const turn = <TurnCard dense actions={(one) => <TurnActions turn={one} />} />;
  return (
    <section className={classes.stage}>
      {choice.arranged.kind === 'page' && turn}
      <div className={classes.picture}>
        <Stage choice={choice} direction="rows" beside={turn} />
      </div>
      <PageControl onTurn={onTurn} onLayout={choice.next} layout={choice.layout} />
    </section>
  );
}

function TurnActions({ turn }: { turn: FloorRequest }) {
  const t = useT();
  const view = useMeetingView();
  const give = useCommand();
  return (
    <>
      {can(view, 'floor.revoke') && (
        <Button
          size="compact-sm"
          color="red.9"
          leftSection={<IconPlayerStop size={17} />}
          onClick={() => void give('floor.revoke', { request: turn.id, reason: '' })}
        >
          {t('meeting.console.end')}
        </Button>
      )}
      {can(view, 'floor.extend') &&
        turn.limit_s !== null &&
        EXTENSIONS_MIN.map((minutes) => (
          <Button
            key={minutes}
            size="compact-sm"
            variant="default"
            onClick={() => void give('floor.extend', { request: turn.id, extra_s: minutes * 60 })}
          >
            {t('meeting.console.extend', { n: minutes })}
          </Button>
        ))}
    </>
  );
}
