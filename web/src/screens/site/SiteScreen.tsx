// The screen of a hall's television: speaker, page, queue, whose turn, and the hall's own state, readable from ten metres.
import { useDisclosure } from '@mantine/hooks';
import { useT } from '../../i18n';
import { useArrowFocus, useKeys } from '../../lib/useKeys';
import { can } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';
import { AskDialog } from '../parts/AskDialog';
import { ConnectionBanner } from '../parts/ConnectionBanner';
import { DeviceNotice } from '../parts/DeviceNotice';
import { type KeyRow, KeySheet } from '../parts/KeySheet';
import { MeetingHeader } from '../parts/MeetingHeader';
import { OwnNotice } from '../parts/OwnNotice';
import { usePapers } from '../parts/PapersProvider';
import { Stage } from '../parts/Stage';
import { TurnCard } from '../parts/TurnCard';
import { useCommand } from '../parts/useCommand';
import { useLayout } from '../parts/useLayout';
import { useOwnSwitches } from '../parts/useOwnSwitches';
import { VideoTile } from '../parts/VideoTile';
import { OperatorBar } from './OperatorBar';
import { OwnState } from './OwnState';
import { SiteRail } from './SiteRail';
import classes from './SiteScreen.module.css';

const KEYS: readonly KeyRow[] = [
  { keys: ['F'], does: 'meeting.do.request' },
  { keys: ['W'], does: 'meeting.do.withdraw' },
  { keys: ['E'], does: 'meeting.do.release' },
  { keys: ['P'], does: 'meeting.do.layout' },
  { keys: ['M'], does: 'meeting.do.micOff' },
  { keys: ['C'], does: 'meeting.do.cameraOff' },
  { keys: ['S'], does: 'meeting.do.share' },
  { keys: ['[', ']'], does: 'meeting.keys.browse' },
  { keys: ['Home'], does: 'meeting.do.home' },
  { keys: ['←', '→', '↑', '↓'], does: 'meeting.keys.arrows' },
  { keys: ['?'], does: 'meeting.keys.sheet' },
];

export default function SiteScreen() {
  const view = useMeetingView();
  const give = useCommand();
  const t = useT();
  const { reading } = usePapers();
  const { layout, next, sharing, choices } = useLayout();
  const own = useOwnSwitches();
  const [asking, ask] = useDisclosure(false);
  const [sheet, keys] = useDisclosure(false);
  const withdraw = () => void give('floor.withdraw', { request: view.me.request });
  const release = () => void give('floor.release');

  const follow = () => reading.follow();
  useKeys({
    F: can(view, 'floor.request') ? ask.open : undefined,
    W: can(view, 'floor.withdraw') ? withdraw : undefined,
    E: can(view, 'floor.release') ? release : undefined,
    P: next,
    M: own.toggleMicrophone,
    C: own.toggleCamera,
    S: own.mayShare ? own.toggleScreen : undefined,
    '[': () => reading.step(view, -1),
    ']': () => reading.step(view, 1),
    Home: follow,
    '?': keys.open,
  });
  useArrowFocus();

  return (
    <div className={classes.screen}>
      <MeetingHeader size="hall" onKeys={keys.open} />
      <ConnectionBanner />
      <DeviceNotice />
      <main className={classes.main}>
        <Stage layout={layout} sharing={sharing} beside={layout === 'side' && <TurnCard />} />
        <SiteRail showSpeaker={layout === 'page'} showTurn={layout !== 'side'} />
      </main>
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
          onKeys={keys.open}
          own={own}
        />
      </footer>
      <AskDialog opened={asking} onClose={ask.close} />
      <KeySheet rows={KEYS} opened={sheet} onClose={keys.close} />
    </div>
  );
}
