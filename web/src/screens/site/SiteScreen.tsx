// The screen of a hall's television: speaker, page, queue, whose turn, and the hall's own state, readable from ten metres.
import { useDisclosure } from '@mantine/hooks';
import { useSearchParams } from 'react-router';
import { useT } from '../../i18n';
import { useArrowFocus, useRemoteBack } from '../../lib/useKeys';
import { can } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';
import { CalledName } from '../attendance/CalledName';
import { AskDialog } from '../parts/AskDialog';
import { ConnectionBanner } from '../parts/ConnectionBanner';
import { DeviceNotice } from '../parts/DeviceNotice';
import { useKeySheet, useKeyTable } from '../parts/Keys';
import { MeetingHeader } from '../parts/MeetingHeader';
import { OwnNotice } from '../parts/OwnNotice';
import { usePapers } from '../parts/PapersProvider';
import { remoteKeys } from '../parts/remoteKeys';
import { Stage } from '../parts/Stage';
import { TurnCard } from '../parts/TurnCard';
import { useCommand } from '../parts/useCommand';
import { useLayout } from '../parts/useLayout';
import { useOwnSwitches } from '../parts/useOwnSwitches';
import { usePageTurn } from '../parts/usePageTurn';
import { VideoTile } from '../parts/VideoTile';
import { HallAside } from '../talkback/HallAside';
import { ResultStage } from '../votes/ResultStage';
import { VoteBand } from '../votes/VoteBand';
import { OperatorBar } from './OperatorBar';
import { OwnState } from './OwnState';
import { SiteRail } from './SiteRail';
import classes from './SiteScreen.module.css';
import { useSecondScreen } from './useSecondScreen';

export default function SiteScreen() {
  const view = useMeetingView();
  const give = useCommand();
  const t = useT();
  const { reading } = usePapers();
  const second = useSecondScreen();
  const [params] = useSearchParams();
  // With the page on a second screen the first has all its room for faces.
  const choice = useLayout(second.open || params.get('screen') === 'faces' ? 'faces' : 'program');
  const { layout, next, choices, home: follow } = choice;
  const { kind } = choice.arranged;
  const beside = kind === 'side' || kind === 'page_chair';
  const own = useOwnSwitches();
  const [asking, ask] = useDisclosure(false);
  const openSheet = useKeySheet();
  const withdraw = () => void give('floor.withdraw', { request: view.me.request });
  const release = () => void give('floor.release');

  const page = usePageTurn();
  const presents = can(view, 'front.turn');
  const main = can(view, 'floor.request') ? ask.open : undefined;
  const end = can(view, 'floor.release') ? release : can(view, 'floor.withdraw') ? withdraw : undefined;
  useKeyTable([
    { keys: ['F'], does: 'meeting.do.request', run: main },
    { keys: ['W'], does: 'meeting.do.withdraw', run: can(view, 'floor.withdraw') ? withdraw : undefined },
    { keys: ['E'], does: 'meeting.do.release', run: can(view, 'floor.release') ? release : undefined },
    { keys: ['P'], does: 'meeting.do.layout', run: next },
    { keys: ['M'], does: 'meeting.keys.micToggle', run: own.toggleMicrophone },
    { keys: ['C'], does: 'meeting.do.cameraOff', run: own.toggleCamera },
    { keys: ['S'], does: 'meeting.do.share', run: own.mayShare ? own.toggleScreen : undefined },
    {
      keys: ['[', ']'],
      does: 'meeting.keys.browse',
      run: (key) => reading.step(view, key === '[' ? -1 : 1),
    },
    { keys: ['2'], does: second.open ? 'program.secondClose' : 'program.secondOpen', run: second.toggle },
    { keys: ['Home'], does: 'meeting.do.home', run: follow },
    ...remoteKeys({
      page: (step) => (presents ? page.by(step)() : reading.step(view, step)),
      presents,
      back: follow,
      play: own.toggleMicrophone,
      green: main,
      red: end,
      yellow: next,
      blue: follow,
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
      <DeviceNotice />
      <main className={classes.main}>
        <ResultStage>
          <Stage choice={choice} beside={beside && <TurnCard />} />
        </ResultStage>
        <SiteRail showFirst={kind === 'page'} showTurn={!beside} />
      </main>
      <HallAside />
      <OwnNotice size="hall" askKey="F" />
      <footer className={classes.footer}>
        <div className={classes.self}>
          <VideoTile
            seat={view.me.seat}
            name={view.me.name}
            detail={t('meeting.tile.self')}
            present
            size="tiny"
          />
        </div>
        <OwnState microphoneOn={own.microphoneOn} />
        <OperatorBar
          onAsk={ask.open}
          onWithdraw={withdraw}
          onRelease={release}
          onLayout={next}
          layout={choices ? layout : null}
          onKeys={openSheet}
          own={own}
          second={second}
          onTurn={presents ? (step) => page.by(step)() : undefined}
        />
      </footer>
      <AskDialog opened={asking} onClose={ask.close} />
    </div>
  );
}
