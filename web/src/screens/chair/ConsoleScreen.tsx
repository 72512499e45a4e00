// The chair's console; also the deputies', the secretary's and the technician's, each with what `me.can` allows.
import { useDisclosure } from '@mantine/hooks';
import { useRef } from 'react';
import { can, currentTurn, waiting } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';
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
import classes from './ConsoleScreen.module.css';
import { ConsoleStage } from './ConsoleStage';
import { FloorPanel } from './FloorPanel';
import { OwnBar } from './OwnBar';
import { PhaseActions } from './PhaseActions';
import { SideTabs } from './SideTabs';
import { SitesPanel } from './SitesPanel';
import { useTurnLimit } from './useTurnLimit';

export default function ConsoleScreen() {
  const view = useMeetingView();
  const give = useCommand();
  const own = useOwnSwitches();
  const limit = useTurnLimit();
  const [asking, ask] = useDisclosure(false);
  const side = useRef<HTMLElement>(null);
  const turn = currentTurn(view);
  const first = waiting(view)[0];

  const grant = () => first && void give('floor.grant', { request: first.id, limit_s: limit.seconds });
  const end = () => turn && void give('floor.revoke', { request: turn.id, reason: '' });
  const extend = () => turn && void give('floor.extend', { request: turn.id, extra_s: 60 });
  const page = usePageTurn();
  const nextItem = () => {
    const id = view.agenda.order.find((item) => view.agenda.items[item]?.state === 'pending');
    if (id) void give('agenda.start', { item: id });
  };

  useKeyTable([
    {
      keys: ['G'],
      does: 'meeting.console.keyGrant',
      run: can(view, 'floor.grant') && first ? grant : undefined,
    },
    { keys: ['E'], does: 'meeting.console.end', run: can(view, 'floor.revoke') && turn ? end : undefined },
    {
      keys: ['X'],
      does: 'meeting.console.keyExtend',
      run: can(view, 'floor.extend') && turn ? extend : undefined,
    },
    ...page.keys,
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
      <NotPresiding />
      <DeviceNotice />
      <main className={classes.main}>
        <SitesPanel limit={limit.seconds} />
        <div className={classes.centre}>
          <ConsoleStage onTurn={page.by} />
          <OwnNotice size="desk" />
          <OwnBar own={own} onAsk={ask.open} />
        </div>
        <aside className={classes.side} ref={side}>
          <FloorPanel limit={limit} />
          <SideTabs onNext={nextItem} />
        </aside>
      </main>
      <AskDialog opened={asking} onClose={ask.close} />
    </div>
  );
}
