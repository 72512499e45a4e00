// Agenda, messages, conclusions, votes and officers, under the floor.
import { Button, Drawer, Tabs } from '@mantine/core';
import { IconArrowsMaximize, IconUsers } from '@tabler/icons-react';
import { useT } from '../../i18n';
import { useMeetingView } from '../../stores/SeatProvider';
import { HallPlans } from '../attendance/SeatPlan';
import { AgendaList } from '../parts/AgendaList';
import { Chat } from '../parts/Chat';
import { useCommand } from '../parts/useCommand';
import { VotesPanel } from '../votes/VotesPanel';
import { AgendaActions } from './AgendaActions';
import { Decisions } from './Decisions';
import { Officers } from './Officers';
import classes from './SideTabs.module.css';

interface Props {
  readonly onNext: () => void;
  /** The desk of votes, large over the console. */
  readonly desk: { readonly opened: boolean; readonly open: () => void; readonly close: () => void };
}

export function SideTabs({ onNext, desk }: Props) {
  const t = useT();
  const view = useMeetingView();
  const give = useCommand();
  return (
    <Tabs defaultValue="agenda" className={`surface ${classes.tabs}`} keepMounted={false}>
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
        <Button
          variant="default"
          leftSection={<IconArrowsMaximize size={18} aria-hidden />}
          onClick={desk.open}
          aria-keyshortcuts="F4"
        >
          {t('votes.desk.larger')} (F4)
        </Button>
        {!desk.opened && <VotesPanel />}
      </Tabs.Panel>
      <Drawer
        opened={desk.opened}
        onClose={desk.close}
        position="right"
        size="xl"
        title={t('votes.title')}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <VotesPanel />
      </Drawer>
      <Tabs.Panel value="people" className={classes.panel ?? ''}>
        <Officers />
        <HallPlans />
      </Tabs.Panel>
    </Tabs>
  );
}
