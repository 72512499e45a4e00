// A hall's second screen: the page in front as large as it goes, and what is written over the program. No picture, no sound.
import { Button, Loader, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { browserWorld } from '../../api/link';
import { currentSlot } from '../../api/slot';
import { BrandMark } from '../../components/BrandMark';
import { useT } from '../../i18n';
import { useObservable } from '../../lib/observable';
import { beSecondScreen, wireName } from '../../lib/secondScreen';
import { useArrowFocus, useRemoteBack } from '../../lib/useKeys';
import { MeetingStore } from '../../stores/meeting';
import { SeatProvider, useMeetingView, useSeat } from '../../stores/SeatProvider';
import { SeatStore } from '../../stores/seat';
import gate from '../meeting/MeetingGate.module.css';
import { ReaderTree } from '../papers/ReaderTree';
import { ConnectionBanner } from '../parts/ConnectionBanner';
import { KeysProvider, useKeyTable } from '../parts/Keys';
import { MeetingHeader } from '../parts/MeetingHeader';
import { PageView } from '../parts/PageView';
import { PaperSearch } from '../parts/PaperSearch';
import { PapersProvider, usePapers } from '../parts/PapersProvider';
import { isOver } from '../parts/program/arrange';
import { Notices } from '../parts/program/Notices';
import { remoteKeys } from '../parts/remoteKeys';
import { StateCard } from '../parts/StateCard';
import { ResultStage } from '../votes/ResultStage';
import { VoteBand } from '../votes/VoteBand';
import { VotingProvider } from '../votes/VotingProvider';
import classes from './PapersScreen.module.css';

export function PapersScreen({ id }: { id: string }) {
  const t = useT();
  const [seat] = useState(() => new SeatStore(id, new MeetingStore(id, browserWorld, 'papers')));
  const { ended, view, retryAt } = useObservable(seat.meeting);
  useEffect(() => {
    seat.meeting.start();
    return () => seat.meeting.stop();
  }, [seat]);
  useEffect(() => beSecondScreen(wireName(id, currentSlot()), () => window.close()), [id]);
  if (ended)
    return (
      <main className={gate.page} role="alert">
        <BrandMark size={72} />
        <Title order={1} size="h2" ta="center">
          {t(`meeting.ended.${ended.reason}`)}
        </Title>
        <Button size="lg" onClick={() => window.close()}>
          {t('common.close')}
        </Button>
      </main>
    );
  if (!view)
    return (
      <main className={gate.page} role="status">
        <BrandMark size={72} />
        <Title order={1} size="h2" ta="center">
          {t(retryAt === null ? 'program.secondTitle' : 'program.firstGone')}
        </Title>
        <Loader color="harbour" />
        {retryAt !== null && (
          <Text c="dimmed" ta="center" maw={560}>
            {t('program.firstGoneHelp')}
          </Text>
        )}
      </main>
    );
  return (
    <SeatProvider seat={seat}>
      <PapersProvider>
        <KeysProvider>
          <VotingProvider>
            <Papers />
          </VotingProvider>
        </KeysProvider>
      </PapersProvider>
    </SeatProvider>
  );
}

function Papers() {
  const t = useT();
  const view = useMeetingView();
  const { meeting } = useSeat();
  const { line } = useObservable(meeting);
  const { reading } = usePapers();
  const step = (by: number) => reading.step(view, by);
  const follow = () => reading.follow();
  const [searching, search] = useDisclosure(false);
  useKeyTable([
    { keys: ['[', ']'], does: 'meeting.keys.browse', run: (key) => step(key === '[' ? -1 : 1) },
    { keys: ['Home'], does: 'meeting.do.home', run: follow },
    { keys: ['/'], does: 'page.search', run: search.open },
    ...remoteKeys({ page: step, back: follow, blue: follow }),
  ]);
  useArrowFocus();
  useRemoteBack();
  useEffect(() => {
    document.title = `${t('program.secondTitle')} · ${view.meeting.title}`;
  }, [t, view.meeting.title]);
  return (
    <div className={classes.screen}>
      <MeetingHeader size="hall">{view.papers.order.length > 0 && <ReaderTree />}</MeetingHeader>
      <ConnectionBanner />
      <VoteBand size="hall" results="stage" watches />
      {line === 'lost' && <p className={classes.waits}>{t('program.firstGoneHelp')}</p>}
      <main className={classes.main}>
        <Notices />
        <div className={classes.page}>
          <ResultStage>{isOver(view) ? <StateCard /> : <PageView />}</ResultStage>
        </div>
        {!isOver(view) && view.papers.order.length > 0 && (
          <Button
            className={classes.search}
            variant="default"
            leftSection={<IconSearch size={20} aria-hidden />}
            onClick={search.open}
          >
            {t('page.search')} ( / )
          </Button>
        )}
        <PaperSearch
          opened={searching}
          onClose={search.close}
          onChoose={(found, words) => {
            reading.go({ paper: found.paper, page: found.page });
            reading.find(words);
          }}
        />
      </main>
    </div>
  );
}
