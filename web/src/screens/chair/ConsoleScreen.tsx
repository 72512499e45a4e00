// The chair's console; also the deputies', the secretary's and the technician's, each with what `me.can` allows.
import { useDisclosure } from '@mantine/hooks';
import { useRef } from 'react';
import { useKeys } from '../../lib/useKeys';
import { can, currentTurn, waiting } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';
import { AskDialog } from '../parts/AskDialog';
import { ConnectionBanner } from '../parts/ConnectionBanner';
import { DeviceNotice } from '../parts/DeviceNotice';
import { type KeyRow, KeySheet } from '../parts/KeySheet';
import { MeetingHeader } from '../parts/MeetingHeader';
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

const KEYS: readonly KeyRow[] = [
  { keys: ['G'], does: 'meeting.console.keyGrant' },
  { keys: ['E'], does: 'meeting.console.end' },
  { keys: ['X'], does: 'meeting.console.keyExtend' },
  { keys: ['PgUp', 'PgDn'], does: 'meeting.console.keyTurn' },
  { keys: ['Home', 'End'], does: 'meeting.console.keyEnds' },
  { keys: ['N'], does: 'meeting.console.next' },
  { keys: ['F'], does: 'meeting.do.request' },
  { keys: ['M'], does: 'meeting.do.micOff' },
  { keys: ['C'], does: 'meeting.do.cameraOff' },
  { keys: ['S'], does: 'meeting.do.share' },
  { keys: ['/'], does: 'meeting.console.keyChat' },
  { keys: ['?'], does: 'meeting.keys.sheet' },
];

export default function ConsoleScreen() {
  const view = useMeetingView();
  const give = useCommand();
  const own = useOwnSwitches();
  const limit = useTurnLimit();
  const [asking, ask] = useDisclosure(false);
  const [sheet, keys] = useDisclosure(false);
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

  useKeys({
    G: can(view, 'floor.grant') && first ? grant : undefined,
    E: can(view, 'floor.revoke') && turn ? end : undefined,
    X: can(view, 'floor.extend') && turn ? extend : undefined,
    ...page.keys,
    N: can(view, 'agenda.start') ? nextItem : undefined,
    F: can(view, 'floor.request') ? ask.open : undefined,
    M: own.toggleMicrophone,
    C: own.toggleCamera,
    S: own.mayShare ? own.toggleScreen : undefined,
    '/': () => side.current?.querySelector<HTMLElement>('textarea')?.focus(),
    '?': keys.open,
  });

  return (
    <div className={classes.screen}>
      <MeetingHeader onKeys={keys.open}>
        <PhaseActions />
      </MeetingHeader>
      <ConnectionBanner />
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
      <KeySheet rows={KEYS} opened={sheet} onClose={keys.close} />
    </div>
  );
}
