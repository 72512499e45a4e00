// A meeting: the check before joining, then the screen of one's role.
import { useEffect, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { useObservable } from '../../lib/observable';
import { SeatProvider } from '../../stores/SeatProvider';
import { SeatStore } from '../../stores/seat';
import { doorOf, session } from '../../stores/session';
import { ArrivalScreen } from '../arrival/ArrivalScreen';
import { MeetingGate } from './MeetingGate';

export default function MeetingScreen() {
  const { id = '' } = useParams();
  return <Meeting key={id} id={id} />;
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
