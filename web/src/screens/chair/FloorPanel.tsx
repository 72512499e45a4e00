// The floor on a desk: the next right action, the list of speakers, the questioning, and what each site has spoken.
import { Tabs } from '@mantine/core';
import { useT } from '../../i18n';
import { can, questions } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';
import classes from './FloorPanel.module.css';
import { NextStep } from './NextStep';
import { QuestionsPanel } from './QuestionsPanel';
import { SpeakersPanel } from './SpeakersPanel';
import { SpokenPanel } from './SpokenPanel';
import type { TurnLimit } from './useTurnLimit';

/** `limit` is for questions and answers; speeches have the list's. */
export function FloorPanel({ limit }: { limit: TurnLimit }) {
  const t = useT();
  const view = useMeetingView();
  const asked = questions(view).length;
  return (
    <section className={`surface ${classes.panel}`} aria-label={t('meeting.console.floor')}>
      {can(view, 'floor.grant') && <NextStep limit={limit.seconds} />}
      <Tabs defaultValue="queue" keepMounted={false} className={classes.tabs ?? ''}>
        <Tabs.List className={classes.list ?? ''}>
          <Tabs.Tab value="queue" rightSection={<Count n={view.floor.queue.length} />}>
            {t('meeting.floor.tabQueue')}
          </Tabs.Tab>
          <Tabs.Tab value="questions" rightSection={<Count n={asked} />}>
            {t('meeting.floor.tabQuestions')}
          </Tabs.Tab>
          <Tabs.Tab value="spoken">{t('meeting.floor.tabSpoken')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="queue" className={classes.body ?? ''}>
          <SpeakersPanel />
        </Tabs.Panel>
        <Tabs.Panel value="questions" className={classes.body ?? ''}>
          <QuestionsPanel limit={limit} />
        </Tabs.Panel>
        <Tabs.Panel value="spoken" className={classes.body ?? ''}>
          <SpokenPanel />
        </Tabs.Panel>
      </Tabs>
    </section>
  );
}

function Count({ n }: { n: number }) {
  return n > 0 ? <span className={`figures ${classes.count}`}>{n}</span> : null;
}
