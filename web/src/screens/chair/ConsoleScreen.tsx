// The chair's console; also the deputies', the secretary's and the technician's, each with what `me.can` allows.
import { useDisclosure } from '@mantine/hooks';
import { useRef } from 'react';
import { can } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';
import { CalledName } from '../attendance/CalledName';
import { SecrecyBanner } from '../markings/SecrecyBanner';
import { AskDialog } from '../parts/AskDialog';
import { ConnectionBanner } from '../parts/ConnectionBanner';
import { DeviceNotice } from '../parts/DeviceNotice';
import { useKeyTable } from '../parts/Keys';
import { MeetingHeader } from '../parts/MeetingHeader';
import { NotPresiding } from '../parts/NotPresiding';
import { OwnNotice } from '../parts/OwnNotice';
import { useCommand } from '../parts/useCommand';
import { useOwnSwitches } from '../parts/useOwnSwitches';
import { usePageTurn } from '../parts/usePageTurn';
import { VoteBand } from '../votes/VoteBand';
import classes from './ConsoleScreen.module.css';
import { ConsoleStage } from './ConsoleStage';
import { FloorPanel } from './FloorPanel';
import { OwnBar } from './OwnBar';
import { PhaseActions } from './PhaseActions';
import { SideTabs } from './SideTabs';
import { SitesPanel } from './SitesPanel';
import { useFloorKeys } from './useFloorKeys';
import { useTurnLimit } from './useTurnLimit';

export default function ConsoleScreen() {
  const view = useMeetingView();
  const give = useCommand();
  const own = useOwnSwitches();
  const limit = useTurnLimit();
  const [asking, ask] = useDisclosure(false);
  const [voting, votes] = useDisclosure(false);
  const side = useRef<HTMLElement>(null);
  const floor = useFloorKeys(limit.seconds);
  const page = usePageTurn();
  const nextItem = () => {
    const id = view.agenda.order.find((item) => view.agenda.items[item]?.state === 'pending');
    if (id) void give('agenda.start', { item: id });
  };

  useKeyTable([
    ...floor,
    ...page.keys,
    { keys: ['F4'], does: 'votes.key.desk', run: votes.open },
    { keys: ['N'], does: 'meeting.console.next', run: can(view, 'agenda.start') ? nextItem : undefined },
    { keys: ['F'], does: 'meeting.do.request', run: can(view, 'floor.request') ? ask.open : undefined },
    { keys: ['M'], does: 'meeting.do.micOff', run: own.toggleMicrophone },
    { keys: ['C'], does: 'meeting.do.cameraOff', run: own.toggleCamera },
    { keys: ['S'], does: 'meeting.do.share', run: own.mayShare ? own.toggleScreen : undefined },
    {
      keys: ['/'],
      does: 'meeting.console.keyChat',
      run: () => side.current?.querySelector<HTMLElement>('textarea')?.focus(),
    },
  ]);

  return (
    <div className={classes.screen}>
      <MeetingHeader>
        <PhaseActions />
      </MeetingHeader>
      <ConnectionBanner />
      <VoteBand size="desk" onDesk={votes.open} />
      <CalledName />
      <NotPresiding />
      <SecrecyBanner />
      <DeviceNotice />
      <main className={classes.main}>
        <SitesPanel />
        <div className={classes.centre}>
          <ConsoleStage onTurn={page.by} />
          <OwnNotice size="desk" />
          <OwnBar own={own} onAsk={ask.open} />
        </div>
        <aside className={classes.side} ref={side}>
          <FloorPanel limit={limit} />
          <SideTabs onNext={nextItem} desk={{ opened: voting, ...votes }} />
        </aside>
      </main>
      <AskDialog opened={asking} onClose={ask.close} />
    </div>
  );
}
