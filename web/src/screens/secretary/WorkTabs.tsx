// The secretary's work as tabs. The number keys change the tab.
import { Tabs } from '@mantine/core';
import {
  type Icon,
  IconBuildingCommunity,
  IconCheckbox,
  IconChecklist,
  IconFiles,
  IconGavel,
  IconLink,
  IconListNumbers,
  IconMessage,
  IconPlugConnected,
  IconUsers,
} from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { type Key, useT } from '../../i18n';
import { useMeetingView, useSeat } from '../../stores/SeatProvider';
import { MeetingLinks } from '../admin/LinksDrawer';
import { LineCheckBoard } from '../check/LineCheckBoard';
import { Chat } from '../parts/Chat';
import { useKeyTable } from '../parts/Keys';
import { VotesPanel } from '../votes/VotesPanel';
import { AgendaPanel } from './AgendaPanel';
import { DecisionsPanel } from './DecisionsPanel';
import { DelegatesPanel } from './DelegatesPanel';
import { PapersPanel } from './PapersPanel';
import { RollPanel } from './RollPanel';
import { countsOf } from './rollCall';
import { SeatsPanel } from './SeatsPanel';
import { subjectsOf } from './subjects';
import { type Uploads, useUploads } from './useUploads';
import classes from './WorkTabs.module.css';

type Work =
  | 'check'
  | 'roll'
  | 'agenda'
  | 'papers'
  | 'seats'
  | 'delegates'
  | 'decisions'
  | 'chat'
  | 'votes'
  | 'links';
const ICONS: Readonly<Record<Work, Icon>> = {
  check: IconPlugConnected,
  roll: IconChecklist,
  agenda: IconListNumbers,
  papers: IconFiles,
  seats: IconBuildingCommunity,
  delegates: IconUsers,
  decisions: IconGavel,
  chat: IconMessage,
  votes: IconCheckbox,
  links: IconLink,
};
const LABELS: Readonly<Record<Work, Key>> = {
  check: 'check.board',
  roll: 'secretary.roll',
  agenda: 'secretary.agenda',
  papers: 'secretary.papers',
  seats: 'secretary.seats',
  delegates: 'secretary.delegates',
  decisions: 'secretary.decisions',
  chat: 'secretary.chat',
  votes: 'votes.title',
  links: 'secretary.links',
};

export const IN_SESSION: readonly Work[] = [
  'roll',
  'agenda',
  'papers',
  'delegates',
  'decisions',
  'chat',
  'votes',
];
export const BEFORE: readonly Work[] = [
  'agenda',
  'papers',
  'seats',
  'delegates',
  'links',
  'roll',
  'chat',
  'check',
  'votes',
];

export function WorkTabs({ works }: { works: readonly Work[] }) {
  const t = useT();
  const { id } = useSeat();
  const uploads = useUploads(id);
  const [work, setWork] = useState<Work>(works[0] ?? 'agenda');
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // A number key may choose a tab that lies outside a narrow row.
    const chosen = list.current?.querySelector(`[data-work="${work}"]`);
    chosen?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [work]);
  useKeyTable([
    {
      keys: works.map((_, index) => String(index + 1)),
      does: 'secretary.keyTabs',
      run: (key) => setWork(works[Number(key) - 1] ?? work),
    },
  ]);
  return (
    <Tabs
      value={work}
      onChange={(value) => setWork((value ?? work) as Work)}
      keepMounted={false}
      className={`surface ${classes.tabs}`}
    >
      <Tabs.List ref={list} className={`sideways ${classes.list}`} aria-label={t('secretary.tabs')}>
        {works.map((one) => {
          const Mark = ICONS[one];
          return (
            <Tabs.Tab
              key={one}
              value={one}
              data-work={one}
              leftSection={<Mark size={19} aria-hidden />}
              rightSection={<Badge work={one} />}
            >
              {t(LABELS[one])}
            </Tabs.Tab>
          );
        })}
      </Tabs.List>
      {works.map((one) => (
        <Tabs.Panel key={one} value={one} className={classes.panel ?? ''}>
          {panel(one, uploads, id)}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}

function panel(work: Work, uploads: Uploads, id: string): ReactNode {
  switch (work) {
    case 'check':
      return <LineCheckBoard />;
    case 'roll':
      return <RollPanel />;
    case 'agenda':
      return <AgendaPanel />;
    case 'papers':
      return <PapersPanel uploads={uploads} />;
    case 'seats':
      return <SeatsPanel />;
    case 'delegates':
      return <DelegatesPanel />;
    case 'decisions':
      return <DecisionsPanel />;
    case 'chat':
      return <Chat />;
    case 'votes':
      return <VotesPanel />;
    case 'links':
      return <MeetingLinks id={id} />;
  }
}

/** A small figure on a tab: how many there are, or how many still wait. */
function Badge({ work }: { work: Work }) {
  const view = useMeetingView();
  const figures: Partial<Record<Work, number>> = {
    roll: countsOf(subjectsOf(view)).unknown,
    papers: view.papers.order.length,
    decisions: view.decisions.order.length,
    votes: view.polls.order.length,
  };
  const figure = figures[work];
  return figure ? <span className={`figures ${classes.badge}`}>{figure}</span> : null;
}
