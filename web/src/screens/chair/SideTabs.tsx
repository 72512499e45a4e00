// Agenda, messages, conclusions, votes and officers, under the floor.
import { Tabs } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { useState } from 'react';
import { useT } from '../../i18n';
import { useMeetingView } from '../../stores/SeatProvider';
import { HallPlans } from '../attendance/SeatPlan';
import { AgendaList } from '../parts/AgendaList';
import { Chat } from '../parts/Chat';
import { useKeyTable } from '../parts/Keys';
import { useCommand } from '../parts/useCommand';
import { VotesPanel } from '../votes/VotesPanel';
import { AgendaActions } from './AgendaActions';
import { Decisions } from './Decisions';
import { Officers } from './Officers';
import classes from './SideTabs.module.css';

export function SideTabs({ onNext }: { onNext: () => void }) {
  const t = useT();
  const view = useMeetingView();
  const give = useCommand();
  const [tab, setTab] = useState<string | null>('agenda');
  useKeyTable([{ keys: ['F4'], does: 'votes.key.desk', run: () => setTab('votes') }]);
  return (
    <Tabs value={tab} onChange={setTab} className={`surface ${classes.tabs}`} keepMounted={false}>
      <Tabs.List className={classes.list ?? ''}>
        <Tabs.Tab value="agenda">{t('meeting.agenda.title')}</Tabs.Tab>
        <Tabs.Tab value="chat">{t('meeting.chat.title')}</Tabs.Tab>
        <Tabs.Tab value="decisions">{t('meeting.console.decisions')}</Tabs.Tab>
        <Tabs.Tab value="votes">{t('votes.title')}</Tabs.Tab>
        <Tabs.Tab value="people" aria-label={t('meeting.console.people')}>
          <IconUsers size={17} />
        </Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="agenda" className={classes.panel ?? ''}>
        <AgendaActions onNext={onNext} />
        <AgendaList
          onStart={
            view.me.can.includes('agenda.start') ? (item) => void give('agenda.start', { item }) : undefined
          }
        />
      </Tabs.Panel>
      <Tabs.Panel value="chat" className={classes.panel ?? ''}>
        <Chat />
      </Tabs.Panel>
      <Tabs.Panel value="decisions" className={classes.panel ?? ''}>
        <Decisions />
      </Tabs.Panel>
      <Tabs.Panel value="votes" className={classes.panel ?? ''}>
        <VotesPanel />
      </Tabs.Panel>
      <Tabs.Panel value="people" className={classes.panel ?? ''}>
        <Officers />
        <HallPlans />
      </Tabs.Panel>
    </Tabs>
  );
}
