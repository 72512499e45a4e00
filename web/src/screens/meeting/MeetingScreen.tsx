// A meeting: the check before joining, then the screen of one's role.
import { lazy, Suspense, useEffect, useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { useObservable } from '../../lib/observable';
import { SeatProvider } from '../../stores/SeatProvider';
import { SeatStore } from '../../stores/seat';
import { doorOf, session } from '../../stores/session';
import { ArrivalScreen } from '../arrival/ArrivalScreen';
import { MeetingGate } from './MeetingGate';

const PapersScreen = lazy(() =>
  import('../site/PapersScreen').then((found) => ({ default: found.PapersScreen })),
);

export default function MeetingScreen() {
  const { id = '' } = useParams();
  const [params] = useSearchParams();
  if (params.get('screen') !== 'papers') return <Meeting key={id} id={id} />;
  return (
    <Suspense>
      <PapersScreen key={id} id={id} />
    </Suspense>
  );
}

function Meeting({ id }: { id: string }) {
  const [seat] = useState(() => new SeatStore(id));
  const { phase } = useObservable(seat);
  const door = useObservable(session, (state) => (state.phase === 'out' ? doorOf(state.was) : null));
  const navigate = useNavigate();
  useEffect(() => {
    void seat.arrive();
    return () => seat.suspend();
  }, [seat]);
  useEffect(() => {
    if (door) void navigate(door, { replace: true });
  }, [door, navigate]);
  return <SeatProvider seat={seat}>{phase === 'seated' ? <MeetingGate /> : <ArrivalScreen />}</SeatProvider>;
}
