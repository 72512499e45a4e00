// Watching only: the program, the page, whose turn it is. No command, no chat.

import { IconLayoutColumns } from '@tabler/icons-react';
import { useT } from '../../i18n';
import { useArrowFocus, useRemoteBack } from '../../lib/useKeys';
import { currentTurn, speakerOf } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';
import { CalledName } from '../attendance/CalledName';
import { Barred } from '../parts/Barred';
import { BigButton } from '../parts/BigButton';
import { ConnectionBanner } from '../parts/ConnectionBanner';
import { useKeyTable } from '../parts/Keys';
import { MeetingHeader } from '../parts/MeetingHeader';
import { usePapers } from '../parts/PapersProvider';
import { remoteKeys } from '../parts/remoteKeys';
import { Stage } from '../parts/Stage';
import { TurnClock } from '../parts/TurnClock';
import { useLayout } from '../parts/useLayout';
import { ResultStage } from '../votes/ResultStage';
import { VoteBand } from '../votes/VoteBand';
import classes from './ObserverScreen.module.css';

export default function ObserverScreen() {
  const t = useT();
  const view = useMeetingView();
  const { reading } = usePapers();
  const choice = useLayout();
  const { layout, next, home: follow } = choice;
  const turn = currentTurn(view);
  useKeyTable([
    { keys: ['P'], does: 'meeting.do.layout', run: next },
    {
      keys: ['[', ']'],
      does: 'meeting.keys.browse',
      run: (key) => reading.step(view, key === '[' ? -1 : 1),
    },
    { keys: ['Home'], does: 'meeting.do.home', run: follow },
    ...remoteKeys({
      page: (step) => reading.step(view, step),
      back: follow,
      blue: follow,
      yellow: next,
    }),
  ]);
  useArrowFocus();
  useRemoteBack();
  return (
    <div className={classes.screen}>
      <MeetingHeader size="hall" />
      <ConnectionBanner />
      <VoteBand size="hall" results="stage" />
      <CalledName />
      <main className={classes.main}>
        <ResultStage>{view.me.barred ? <Barred /> : <Stage choice={choice} />}</ResultStage>
      </main>
      <footer className={classes.footer}>
        <span className={classes.role}>{t('meeting.observer.title')}</span>
        <div className={classes.turn}>
          {turn ? (
            <>
              <span>{t('meeting.turn.title')}</span>
              <strong>{speakerOf(view, turn).name}</strong>
              <span>{speakerOf(view, turn).detail}</span>
            </>
          ) : (
            <span>{t('meeting.turn.none')}</span>
          )}
        </div>
        {turn && (
          <div className={classes.clock}>
            <TurnClock turn={turn} size="normal" />
          </div>
        )}
        <BigButton
          keyName="P"
          icon={IconLayoutColumns}
          label={t(`program.layout.${layout}`)}
          title={t('meeting.do.layout')}
          onClick={next}
        />
      </footer>
    </div>
  );
}
