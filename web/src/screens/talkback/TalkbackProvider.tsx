// The one talk-back line of this seat, entered and left as the meeting says, for the parts below.
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { useObservable } from '../../lib/observable';
import { TalkbackLine, type TalkbackState } from '../../media/talkback';
import { useSeat } from '../../stores/SeatProvider';
import { devicesOf } from '../../stores/seat';
import { followTalkback } from '../../stores/talkback';

const Context = createContext<TalkbackLine | null>(null);

/** Only seats with a microphone have a line; for the others this does nothing. */
export function TalkbackProvider({ children }: { children: ReactNode }) {
  const seat = useSeat();
  const [line] = useState(() => new TalkbackLine(seat.capture));
  useEffect(() => {
    const { role, hasMedia } = seat.get();
    if (devicesOf(role, hasMedia).length === 0) return;
    return followTalkback(seat.meeting, line);
  }, [seat, line]);
  return <Context.Provider value={line}>{children}</Context.Provider>;
}

export function useTalkbackLine(): TalkbackLine {
  const line = useContext(Context);
  if (!line) throw new Error('useTalkbackLine outside TalkbackProvider');
  return line;
}

export function useTalkback(): TalkbackState {
  return useObservable(useTalkbackLine());
}
