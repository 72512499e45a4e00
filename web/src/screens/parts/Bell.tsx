// Makes the sounds of the turns. Draws nothing; everything it says is on the screen as well.
import { useEffect, useRef } from 'react';
import { sounds } from '../../lib/sounds';
import { useNow } from '../../lib/useNow';
import { useMeetingView } from '../../stores/SeatProvider';
import { soundsBetween } from './turnSignals';

export function Bell() {
  const view = useMeetingView();
  const now = useNow();
  const previous = useRef({ view, now });
  useEffect(() => {
    const moment = { view, now };
    for (const sound of soundsBetween(previous.current, moment)) sounds.play(sound);
    previous.current = moment;
  }, [view, now]);
  return null;
}
