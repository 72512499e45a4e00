// A delegate's tablet or phone: page, agenda, messages, and the own request to speak always at hand.
import { UnstyledButton } from '@mantine/core';
import { useDisclosure, useMediaQuery } from '@mantine/hooks';
import { IconFileText, IconListNumbers, IconMessage } from '@tabler/icons-react';
import { useState } from 'react';
import { type Key, useT } from '../../i18n';
import { can } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';
import { AgendaList } from '../parts/AgendaList';
import { AskDialog } from '../parts/AskDialog';
import { Chat } from '../parts/Chat';
import { ConnectionBanner } from '../parts/ConnectionBanner';
import { useKeyTable } from '../parts/Keys';
import { MeetingHeader } from '../parts/MeetingHeader';
import { OwnNotice } from '../parts/OwnNotice';
import { useCommand } from '../parts/useCommand';
import { VoteBand } from '../votes/VoteBand';
import classes from './DelegateScreen.module.css';
import { OwnTurn } from './OwnTurn';
import { PageReader } from './PageReader';
import { PendingStack } from './PendingStack';
import { PendingStrip } from './PendingStrip';
import { pendingOf } from './pending';
import { TurnStrip } from './TurnStrip';

type Tab = 'page' | 'agenda' | 'chat';
const TABS: readonly { readonly id: Tab; readonly label: Key; readonly Icon: typeof IconFileText }[] = [
  { id: 'page', label: 'meeting.delegate.tabPage', Icon: IconFileText },
  { id: 'agenda', label: 'meeting.agenda.title', Icon: IconListNumbers },
  { id: 'chat', label: 'meeting.chat.title', Icon: IconMessage },
];

export default function DelegateScreen() {
  const t = useT();
  const [tab, setTab] = useState<Tab>('page');
  const [asking, ask] = useDisclosure(false);
  const view = useMeetingView();
  const give = useCommand();
  useKeyTable([
    { keys: ['F'], does: 'meeting.do.request', run: can(view, 'floor.request') ? ask.open : undefined },
    {
      keys: ['W'],
      does: 'meeting.do.withdraw',
      run: can(view, 'floor.withdraw')
        ? () => void give('floor.withdraw', { request: view.me.request })
        : undefined,
    },
    {
      keys: ['E'],
      does: 'meeting.do.release',
      run: can(view, 'floor.release') ? () => void give('floor.release') : undefined,
    },
    {
      keys: TABS.map((_, index) => String(index + 1)),
      does: 'meeting.keys.tabs',
      run: (key) => setTab(TABS[Number(key) - 1]?.id ?? 'page'),
    },
  ]);
  const wide = useMediaQuery('(min-width: 1000px)') ?? false;
  const roomy = (useMediaQuery('(min-height: 900px)') ?? false) && wide;
  const pending = pendingOf(view) !== null;
  return (
    <div className={classes.screen}>
      <div className={classes.top}>
        <MeetingHeader size="hand" />
        <ConnectionBanner />
        <VoteBand size="hand" />
      </div>
      <div className={classes.told}>
        {!roomy && <PendingStrip />}
        <TurnStrip />
      </div>
      <main className={classes.main} data-wide={wide || undefined}>
        {(wide || tab === 'page') && (
          <div className={classes.page}>
            <PageReader />
          </div>
        )}
        {wide ? (
          <div className={classes.side}>
            {roomy && pending && (
              // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls and is reached by keyboard
              <section className={classes.pending} tabIndex={0} aria-label={t('attendance.pending')}>
                <PendingStack />
              </section>
            )}
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls is reached by keyboard */}
            <section className={`surface ${classes.block}`} tabIndex={0}>
              <AgendaList />
            </section>
            <section className={`surface ${classes.block}`}>
              <Chat />
            </section>
          </div>
        ) : (
          tab !== 'page' && (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls is reached by keyboard
            <section className={`surface ${classes.block}`} tabIndex={0}>
              {tab === 'agenda' ? <AgendaList /> : <Chat />}
            </section>
          )
        )}
      </main>
      <footer className={classes.footer}>
        <div className={classes.news}>
          <OwnNotice size="hand" />
        </div>
        <OwnTurn onAsk={ask.open} />
        {!wide && (
          <nav className={classes.tabs}>
            {TABS.map(({ id, label, Icon }) => (
              <UnstyledButton
                key={id}
                className={classes.tab}
                aria-current={tab === id ? 'page' : undefined}
                onClick={() => setTab(id)}
              >
                <Icon size={24} stroke={1.7} aria-hidden />
                <span>{t(label)}</span>
              </UnstyledButton>
            ))}
          </nav>
        )}
      </footer>
      <AskDialog opened={asking} onClose={ask.close} />
    </div>
  );
}
