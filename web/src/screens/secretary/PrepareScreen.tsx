// Before the meeting: agenda, papers, delegates and invitations, without camera or microphone.
import { Button } from '@mantine/core';
import { IconArrowRight, IconBook2, IconMail } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { Link, useParams } from 'react-router';
import { browserWorld } from '../../api/link';
import { useT } from '../../i18n';
import { MeetingStore } from '../../stores/meeting';
import { useMeetingView } from '../../stores/SeatProvider';
import { SeatStore } from '../../stores/seat';
import { LineCheckBoard } from '../check/LineCheckBoard';
import { Gate } from '../home/Gate';
import { Notice } from '../home/Notice';
import { FollowedMeeting } from '../meeting/FollowedMeeting';
import { ConnectionBanner } from '../parts/ConnectionBanner';
import { MeetingHeader } from '../parts/MeetingHeader';
import { MailDrawer } from '../planning/MailDrawer';
import classes from './SecretaryScreen.module.css';
import { BEFORE, WorkTabs } from './WorkTabs';

export default function PrepareScreen() {
  const { id = '' } = useParams();
  return <Gate>{() => <Preparation key={id} id={id} />}</Gate>;
}

/** Follows the meeting without taking the seat: a meeting screen in another tab goes on. */
function Preparation({ id }: { id: string }) {
  const [seat] = useState(() => new SeatStore(id, new MeetingStore(id, browserWorld, 'prepare')));
  useEffect(() => {
    seat.meeting.start();
    return () => seat.meeting.stop();
  }, [seat]);
  return (
    <FollowedMeeting seat={seat}>
      <Desk id={id} />
    </FollowedMeeting>
  );
}

function Desk({ id }: { id: string }) {
  const t = useT();
  const { me } = useMeetingView();
  const [mail, setMail] = useState(false);
  return (
    <div className={classes.screen}>
      {mail && <MailDrawer meeting={id} onClose={() => setMail(false)} />}
      <MeetingHeader director={false}>
        {(me.role === 'secretary' || me.role === 'chair') && (
          <Button
            variant="default"
            leftSection={<IconMail size={18} aria-hidden />}
            onClick={() => setMail(true)}
          >
            {t('mail.title')}
          </Button>
        )}
        <Button
          component={Link}
          to={`/m/${id}/read`}
          variant="default"
          leftSection={<IconBook2 size={18} aria-hidden />}
        >
          {t('papers.read')}
        </Button>
        <Button component={Link} to={`/m/${id}`} rightSection={<IconArrowRight size={18} aria-hidden />}>
          {t('secretary.enter')}
        </Button>
      </MeetingHeader>
      <ConnectionBanner />
      <main className={classes.prepare}>
        {me.role === 'secretary' || me.role === 'chair' ? (
          <WorkTabs works={BEFORE} />
        ) : me.role === 'technician' || me.role === 'deputy' ? (
          <LineCheckBoard />
        ) : (
          <Notice tone="info" title={t('secretary.notSecretary')}>
            {t('secretary.notSecretaryHelp')}
          </Notice>
        )}
      </main>
    </div>
  );
}
