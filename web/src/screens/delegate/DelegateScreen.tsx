// A delegate's tablet or phone: page, agenda, messages, and the own request to speak always at hand.
import { UnstyledButton } from '@mantine/core';
import { useDisclosure, useMediaQuery } from '@mantine/hooks';
import { IconFileText, IconListNumbers, IconMessage } from '@tabler/icons-react';
import { useState } from 'react';
import { type Key, useT } from '../../i18n';
import { AgendaList } from '../parts/AgendaList';
import { AskDialog } from '../parts/AskDialog';
import { Chat } from '../parts/Chat';
import { ConnectionBanner } from '../parts/ConnectionBanner';
import { MeetingHeader } from '../parts/MeetingHeader';
import { OwnNotice } from '../parts/OwnNotice';
import classes from './DelegateScreen.module.css';
import { OwnTurn } from './OwnTurn';
import { PageReader } from './PageReader';
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
  const wide = useMediaQuery('(min-width: 1000px)') ?? false;
  return (
    <div className={classes.screen}>
      <MeetingHeader size="hand" />
      <ConnectionBanner />
      <TurnStrip />
      <main className={classes.main} data-wide={wide || undefined}>
        {(wide || tab === 'page') && (
          <div className={classes.page}>
            <PageReader />
          </div>
        )}
        {wide ? (
          <div className={classes.side}>
            <section className={`surface ${classes.block}`}>
              <AgendaList />
            </section>
            <section className={`surface ${classes.block}`}>
              <Chat />
            </section>
          </div>
        ) : (
          tab !== 'page' && (
            <section className={`surface ${classes.block}`}>
              {tab === 'agenda' ? <AgendaList /> : <Chat />}
            </section>
          )
        )}
      </main>
      <footer className={classes.footer}>
        <OwnNotice size="hand" />
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
