// The secretary in a meeting: the work large, the program and the floor beside it.
import { useDisclosure } from '@mantine/hooks';
import { FloorPanel } from '../chair/FloorPanel';
import { OwnBar } from '../chair/OwnBar';
import { PageControl } from '../chair/PageControl';
import { PhaseActions } from '../chair/PhaseActions';
import { useFloorKeys } from '../chair/useFloorKeys';
import { useTurnLimit } from '../chair/useTurnLimit';
import { SecrecyBanner } from '../markings/SecrecyBanner';
import { AskDialog } from '../parts/AskDialog';
import { ConnectionBanner } from '../parts/ConnectionBanner';
import { DeviceNotice } from '../parts/DeviceNotice';
import { useKeyTable } from '../parts/Keys';
import { MeetingHeader } from '../parts/MeetingHeader';
import { OwnNotice } from '../parts/OwnNotice';
import { Stage } from '../parts/Stage';
import { useLayout } from '../parts/useLayout';
import { useOwnSwitches } from '../parts/useOwnSwitches';
import { usePageTurn } from '../parts/usePageTurn';
import { TalkbackBar } from '../talkback/TalkbackBar';
import { VoteBand } from '../votes/VoteBand';
import classes from './SecretaryScreen.module.css';
import { TurnLine } from './TurnLine';
import { IN_SESSION, WorkTabs } from './WorkTabs';

export default function SecretaryScreen() {
  const own = useOwnSwitches();
  const limit = useTurnLimit();
  const choice = useLayout();
  const [asking, ask] = useDisclosure(false);
  const floor = useFloorKeys(limit.seconds);
  const page = usePageTurn();
  useKeyTable([...floor, ...page.keys]);
  return (
    <div className={classes.screen}>
      <MeetingHeader>
        <PhaseActions />
      </MeetingHeader>
      <ConnectionBanner />
      <VoteBand size="desk" />
      <DeviceNotice />
      <SecrecyBanner />
      <main className={classes.main}>
        <aside className={classes.program}>
          <div className={classes.stage}>
            <Stage choice={choice} direction="rows" />
          </div>
          <TurnLine />
          <div className={classes.floor}>
            <FloorPanel limit={limit} />
          </div>
          <PageControl onTurn={page.by} onLayout={choice.next} layout={choice.layout} />
          <OwnNotice size="desk" />
          <OwnBar own={own} onAsk={ask.open} />
        </aside>
        <WorkTabs works={IN_SESSION} />
      </main>
      <TalkbackBar />
      <AskDialog opened={asking} onClose={ask.close} />
    </div>
  );
}
