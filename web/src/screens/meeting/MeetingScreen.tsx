// A meeting: the check before joining, then the screen of one's role.
import { useEffect, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { useObservable } from '../../lib/observable';
import { SeatProvider } from '../../stores/SeatProvider';
import { SeatStore } from '../../stores/seat';
import { session } from '../../stores/session';
import { ArrivalScreen } from '../arrival/ArrivalScreen';
import { MeetingGate } from './MeetingGate';

export default function MeetingScreen() {
  const { id = '' } = useParams();
  return <Meeting key={id} id={id} />;
}

function Meeting({ id }: { id: string }) {
  const [seat] = useState(() => new SeatStore(id));
  const { phase } = useObservable(seat);
  const signedOut = useObservable(session, (state) => state.phase === 'out');
  const navigate = useNavigate();
  useEffect(() => {
    void seat.arrive();
    return () => seat.suspend();
  }, [seat]);
  useEffect(() => {
    if (signedOut) void navigate('/sign-in', { replace: true });
  }, [signedOut, navigate]);
  return <SeatProvider seat={seat}>{phase === 'seated' ? <MeetingGate /> : <ArrivalScreen />}</SeatProvider>;
}
