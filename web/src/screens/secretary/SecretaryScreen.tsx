// The secretary in a meeting: the work large, the program and the floor beside it.
import { useDisclosure } from '@mantine/hooks';
import { useKeys } from '../../lib/useKeys';
import { can, waiting } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';
import { FloorPanel } from '../chair/FloorPanel';
import { OwnBar } from '../chair/OwnBar';
import { PageControl } from '../chair/PageControl';
import { PhaseActions } from '../chair/PhaseActions';
import { useTurnLimit } from '../chair/useTurnLimit';
import { AskDialog } from '../shared/AskDialog';
import { ConnectionBanner } from '../shared/ConnectionBanner';
import { type KeyRow, KeySheet } from '../shared/KeySheet';
import { MeetingHeader } from '../shared/MeetingHeader';
import { Stage } from '../shared/Stage';
import { useCommand } from '../shared/useCommand';
import { useLayout } from '../shared/useLayout';
import { useOwnSwitches } from '../shared/useOwnSwitches';
import classes from './SecretaryScreen.module.css';
import { TurnLine } from './TurnLine';
import { IN_SESSION, WorkTabs } from './WorkTabs';

const KEYS: readonly KeyRow[] = [
  { keys: ['1', '…', '6'], does: 'secretary.keyTabs' },
  { keys: ['P', 'A', 'L', 'E'], does: 'secretary.keyMark' },
  { keys: ['↑', '↓'], does: 'secretary.keyMove' },
  { keys: ['G'], does: 'meeting.console.keyGrant' },
  { keys: ['PgUp', 'PgDn'], does: 'meeting.console.keyTurn' },
  { keys: ['?'], does: 'meeting.keys.sheet' },
];

export default function SecretaryScreen() {
  const view = useMeetingView();
  const give = useCommand();
  const own = useOwnSwitches();
  const limit = useTurnLimit();
  const { layout, next, sharing } = useLayout();
  const [asking, ask] = useDisclosure(false);
  const [sheet, keys] = useDisclosure(false);
  const first = waiting(view)[0];
  const turnPage = (by: number) => () => {
    const pages = view.front.paper === null ? 0 : (view.papers.items[view.front.paper]?.pages ?? 0);
    const page = view.front.page + by;
    if (page >= 1 && page <= pages) void give('front.turn', { page });
  };
  const presents = can(view, 'front.turn') && view.front.paper !== null;
  useKeys({
    G:
      can(view, 'floor.grant') && first
        ? () => void give('floor.grant', { request: first.id, limit_s: limit.seconds })
        : undefined,
    PageUp: presents ? turnPage(-1) : undefined,
    PageDown: presents ? turnPage(1) : undefined,
    '?': keys.open,
  });
  return (
    <div className={classes.screen}>
      <MeetingHeader onKeys={keys.open}>
        <PhaseActions />
      </MeetingHeader>
      <ConnectionBanner />
      <main className={classes.main}>
        <aside className={classes.program}>
          <div className={classes.stage}>
            <Stage layout={layout} sharing={sharing} arrange="rows" />
          </div>
          <TurnLine />
          <PageControl onTurn={turnPage} onLayout={next} layout={layout} />
          <FloorPanel limit={limit} />
          <OwnBar own={own} onAsk={ask.open} />
        </aside>
        <WorkTabs works={IN_SESSION} />
      </main>
      <AskDialog opened={asking} onClose={ask.close} />
      <KeySheet rows={KEYS} opened={sheet} onClose={keys.close} />
    </div>
  );
}
