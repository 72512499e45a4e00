// The first page: a person's meetings, or the waiting screen of a hall's machine.
import { Gate } from './Gate';
import { HallWaiting } from './HallWaiting';
import { MyMeetings } from './MyMeetings';

export default function HomeScreen() {
  return (
    <Gate>
      {(principal) =>
        principal.kind === 'device' ? (
          <HallWaiting principal={principal} />
        ) : (
          <MyMeetings principal={principal} />
        )
      }
    </Gate>
  );
}
