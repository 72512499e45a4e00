// The chair's middle: the speaker with the turn and its controls, the page, and the control of the page in front of everyone.

import { Stage } from '../parts/Stage';
import { TurnCard } from '../parts/TurnCard';
import { useLayout } from '../parts/useLayout';
import classes from './ConsoleStage.module.css';
import { PageControl } from './PageControl';
import { TurnActions } from './TurnActions';

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
