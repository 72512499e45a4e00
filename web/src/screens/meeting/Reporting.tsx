// While a seat with a camera and a microphone is in the meeting, its figures and devices are told to the control room.
import { useEffect } from 'react';
import { reportDevices } from '../../stores/devicesReporter';
import { FiguresReporter } from '../../stores/figuresReporter';
import { useSeat } from '../../stores/SeatProvider';
import { devicesOf } from '../../stores/seat';
import { usePapers } from '../parts/PapersProvider';

export function Reporting() {
  const seat = useSeat();
  const { reading, holdings } = usePapers();
  useEffect(() => {
    const { role, hasMedia } = seat.get();
    if (devicesOf(role, hasMedia).length === 0) return;
    const follows = () => (seat.meeting.get().view?.front.paper ? reading.get().own === null : null);
    const reporter = new FiguresReporter(seat.meeting, seat.media, seat.capture, follows, () =>
      holdings.progress(),
    );
    reporter.start();
    const silent = reportDevices(seat.meeting, seat.capture);
    return () => {
      reporter.stop();
      silent();
    };
  }, [seat, reading, holdings]);
  return null;
}
