// The papers of a meeting to be read by oneself, before it and beside it, with one's own notes; no seat is taken.
import { Button, Center, Loader } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { Link, useParams } from 'react-router';
import { browserWorld } from '../../api/link';
import { useT } from '../../i18n';
import { useObservable } from '../../lib/observable';
import { MeetingStore } from '../../stores/meeting';
import { SeatProvider, useMeetingView } from '../../stores/SeatProvider';
import { SeatStore } from '../../stores/seat';
import { PageReader } from '../delegate/PageReader';
import { Gate } from '../home/Gate';
import { EndedCard } from '../meeting/EndedCard';
import { NotesProvider } from '../notes/NotesProvider';
import { ConnectionBanner } from '../parts/ConnectionBanner';
import { KeysProvider } from '../parts/Keys';
import { MeetingHeader } from '../parts/MeetingHeader';
import { PapersProvider } from '../parts/PapersProvider';
import classes from './ReadScreen.module.css';

export default function ReadScreen() {
  const { id = '' } = useParams();
  return <Gate>{() => <Reading key={id} id={id} />}</Gate>;
}

/** Follows the meeting beside an officer's screen, without taking the seat; a delegate reads in the seat itself. */
function Reading({ id }: { id: string }) {
  const t = useT();
  const [seat] = useState(() => new SeatStore(id, new MeetingStore(id, browserWorld, 'prepare')));
  const { ended, view } = useObservable(seat.meeting);
  useEffect(() => {
    seat.meeting.start();
    return () => seat.meeting.stop();
  }, [seat]);
  if (ended)
    return (
      <SeatProvider seat={seat}>
        <EndedCard />
      </SeatProvider>
    );
  if (!view)
    return (
      <Center mih="100dvh">
        <Loader aria-label={t('common.loading')} />
      </Center>
    );
  return (
    <SeatProvider seat={seat}>
      <PapersProvider>
        <KeysProvider>
          <NotesProvider>
            <Desk id={id} />
          </NotesProvider>
        </KeysProvider>
      </PapersProvider>
    </SeatProvider>
  );
}

function Desk({ id }: { id: string }) {
  const t = useT();
  const { meeting } = useMeetingView();
  useEffect(() => {
    document.title = `${t('papers.read')} · ${meeting.title}`;
  }, [t, meeting.title]);
  return (
    <div className={classes.screen}>
      <MeetingHeader director={false}>
        <Button component={Link} to={`/m/${id}`} rightSection={<IconArrowRight size={18} aria-hidden />}>
          {t('secretary.enter')}
        </Button>
      </MeetingHeader>
      <ConnectionBanner />
      <main className={classes.main}>
        <PageReader />
      </main>
    </div>
  );
}
