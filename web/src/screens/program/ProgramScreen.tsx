// The director's desk as a page of its own, on a machine of its own: beside the officer's meeting screen, not in its place.
import { Button, Switch } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { Link, useParams } from 'react-router';
import { browserWorld } from '../../api/link';
import { useT } from '../../i18n';
import { MeetingStore } from '../../stores/meeting';
import { useMeetingView, useSeat } from '../../stores/SeatProvider';
import { SeatStore } from '../../stores/seat';
import { Gate } from '../home/Gate';
import { Notice } from '../home/Notice';
import { FollowedMeeting } from '../meeting/FollowedMeeting';
import { ConnectionBanner } from '../parts/ConnectionBanner';
import { KeysProvider } from '../parts/Keys';
import { MeetingHeader } from '../parts/MeetingHeader';
import { PapersProvider } from '../parts/PapersProvider';
import { Sound } from '../parts/Sound';
import { Desk } from './Desk';
import classes from './ProgramScreen.module.css';

export default function ProgramScreen() {
  const { id = '' } = useParams();
  return <Gate>{() => <Directing key={id} id={id} />}</Gate>;
}

function Directing({ id }: { id: string }) {
  const [seat] = useState(
    () => new SeatStore(id, new MeetingStore(id, browserWorld, 'program'), undefined, undefined, 'program'),
  );
  useEffect(() => seat.watch(), [seat]);
  return (
    <FollowedMeeting seat={seat}>
      <PapersProvider>
        <KeysProvider>
          <Page id={id} />
        </KeysProvider>
      </PapersProvider>
    </FollowedMeeting>
  );
}

function Page({ id }: { id: string }) {
  const t = useT();
  const { media } = useSeat();
  const { program, meeting } = useMeetingView();
  const [listens, setListens] = useState(false);
  useEffect(() => {
    document.title = `${t('program.desk')} · ${meeting.title}`;
  }, [t, meeting.title]);
  const listen = (on: boolean) => {
    setListens(on);
    media.setListening(on);
  };
  return (
    <div className={classes.screen}>
      <MeetingHeader director={false} />
      <ConnectionBanner />
      {listens && <Sound />}
      <main className={classes.main}>
        <div className={classes.bar}>
          <Switch
            checked={listens}
            onChange={(event) => listen(event.currentTarget.checked)}
            label={t('program.listen')}
          />
          <Button
            component={Link}
            to={`/m/${id}`}
            variant="default"
            rightSection={<IconArrowRight size={18} aria-hidden />}
          >
            {t('program.toMeeting')}
          </Button>
        </div>
        {program.layouts ? (
          <Desk />
        ) : (
          <Notice tone="info" title={t('program.notDirector')}>
            {t('program.notDirectorHelp')}
          </Notice>
        )}
      </main>
    </div>
  );
}
