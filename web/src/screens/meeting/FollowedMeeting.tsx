// A meeting followed on a page of its own, beside the meeting's screen: waits for the first view, says when it has ended.
import { Button, Center, Loader } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { PageShell } from '../../components/PageShell';
import { useT } from '../../i18n';
import { useObservable } from '../../lib/observable';
import { SeatProvider } from '../../stores/SeatProvider';
import type { SeatStore } from '../../stores/seat';
import { Notice } from '../home/Notice';

export function FollowedMeeting({ seat, children }: { seat: SeatStore; children: ReactNode }) {
  const t = useT();
  const { ended, view } = useObservable(seat.meeting);
  if (ended)
    return (
      <PageShell>
        <Notice
          tone="bad"
          title={t(`meeting.ended.${ended.reason}`)}
          action={
            <Button component={Link} to="/" size="xs" variant="default">
              {t('common.toHome')}
            </Button>
          }
        >
          {t(`meeting.ended.${ended.reason}Help`)} {ended.message}
        </Notice>
      </PageShell>
    );
  if (!view)
    return (
      <Center mih="100dvh">
        <Loader aria-label={t('common.loading')} />
      </Center>
    );
  return <SeatProvider seat={seat}>{children}</SeatProvider>;
}
