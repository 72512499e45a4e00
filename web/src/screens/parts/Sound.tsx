// Plays every open microphone. Draws nothing.
import type { Track } from 'livekit-client';
import { useEffect, useRef } from 'react';
import { useMedia } from '../../stores/SeatProvider';

function Voice({ track }: { track: Track }) {
  const ref = useRef<HTMLAudioElement>(null);
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    track.attach(element);
    return () => {
      track.detach(element);
    };
  }, [track]);
  return (
    // biome-ignore lint/a11y/useMediaCaption: live speech has no captions file
    <audio ref={ref} autoPlay />
  );
}

export function Sound() {
  const seats = useMedia((state) => state.seats);
  return (
    <div hidden>
      {[...seats].map(([seat, seen]) => (seen.sound ? <Voice key={seat} track={seen.sound} /> : null))}
    </div>
  );
}
