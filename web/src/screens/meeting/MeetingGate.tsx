// Waits for the first view, then shows the screen of the role; shows the end when the seat is gone.
import { Loader, Text, Title } from '@mantine/core';
import { type ComponentType, lazy, Suspense, useEffect, useState } from 'react';
import type { Role } from '../../api/view';
import { BrandMark } from '../../components/BrandMark';
import { useT } from '../../i18n';
import { useObservable } from '../../lib/observable';
import { useMeetingView, useSeat } from '../../stores/SeatProvider';
import { NotesProvider } from '../notes/NotesProvider';
import { Announcer } from '../parts/Announcer';
import { Bell } from '../parts/Bell';
import { KeysProvider } from '../parts/Keys';
import { PapersProvider } from '../parts/PapersProvider';
import { Sound } from '../parts/Sound';
import { HallAside } from '../talkback/HallAside';
import { TalkbackProvider } from '../talkback/TalkbackProvider';
import { VotingProvider } from '../votes/VotingProvider';
import { EndedCard } from './EndedCard';
import classes from './MeetingGate.module.css';
import { Reporting } from './Reporting';

const SiteScreen = lazy(() => import('../site/SiteScreen'));
const ControlScreen = lazy(() => import('../control/ControlScreen'));
const ConsoleScreen = lazy(() => import('../chair/ConsoleScreen'));
const SecretaryScreen = lazy(() => import('../secretary/SecretaryScreen'));
const DelegateScreen = lazy(() => import('../delegate/DelegateScreen'));
const ObserverScreen = lazy(() => import('../observer/ObserverScreen'));

const SCREENS: Readonly<Record<Role, ComponentType>> = {
  chair: ConsoleScreen,
  deputy: ConsoleScreen,
  secretary: SecretaryScreen,
  technician: ControlScreen,
  site: SiteScreen,
  delegate: DelegateScreen,
  observer: ObserverScreen,
};

export function MeetingGate() {
  const { meeting } = useSeat();
  const state = useObservable(meeting);
  if (state.ended) return <EndedCard />;
  if (!state.view) return <Entering />;
  return (
    <PapersProvider>
      <KeysProvider>
        <Announcer />
        <Bell />
        <Reporting />
        <Sound />
        <TalkbackProvider>
          <VotingProvider>
            <NotesProvider>
              <Suspense fallback={<Entering />}>
                <RoleScreen />
              </Suspense>
            </NotesProvider>
          </VotingProvider>
        </TalkbackProvider>
      </KeysProvider>
    </PapersProvider>
  );
}

function RoleScreen() {
  const { me, meeting } = useMeetingView();
  const Screen = SCREENS[me.role];
  useEffect(() => {
    document.title = `${meeting.title} · Giao ban`;
  }, [meeting.title]);
  return (
    <>
      <Screen />
      {me.role !== 'site' && <HallAside floating />}
    </>
  );
}

function Entering() {
  const t = useT();
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), 3000);
    return () => clearTimeout(timer);
  }, []);
  return (
    <main className={classes.page} role="status">
      <BrandMark size={72} />
      <Title order={1} size="h2">
        {t('meeting.goneInBeforeView')}
      </Title>
      <Loader color="harbour" />
      {slow && (
        <Text c="dimmed" ta="center" maw={520}>
          {t('meeting.goneInSlow')}
        </Text>
      )}
    </main>
  );
}
