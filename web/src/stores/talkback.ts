// Follows the meeting's talk-back lines: enters the room of one's own line, and leaves it when the line ends.
import { api } from '../api/client';
import type { View } from '../api/view';
import type { Grant } from '../media/controller';
import type { TalkbackLine } from '../media/talkback';
import type { MeetingStore } from './meeting';
import { socketUrl } from './seat';

interface Answer {
  readonly url: string;
  readonly token: string;
  readonly ice_servers: readonly RTCIceServer[];
}

/** The hall of the line this seat is one of the two of, or null. */
export function ownLine(view: View): string | null {
  if (view.me.talkback) return view.me.seat;
  return Object.entries(view.talkbacks).find(([, line]) => line.by === view.me.seat)?.[0] ?? null;
}

async function fetchGrant(meeting: string, seat: string): Promise<Grant> {
  const answer = await api.post<Answer>(`/meetings/${encodeURIComponent(meeting)}/talkback`, { seat });
  return { url: socketUrl(answer.url), token: answer.token, iceServers: answer.ice_servers };
}

/** Follows until the returned function is called. */
export function followTalkback(
  meeting: MeetingStore,
  line: TalkbackLine,
  grant: (meeting: string, seat: string) => Promise<Grant> = fetchGrant,
): () => void {
  let hall: string | null = null;
  const follow = () => {
    const { view, line: state } = meeting.get();
    const wanted = view && state !== 'ended' ? ownLine(view) : null;
    if (wanted === hall) return;
    hall = wanted;
    if (wanted === null) void line.leave();
    else void line.leave().then(() => hall === wanted && line.enter(() => grant(meeting.meeting, wanted)));
  };
  follow();
  const stop = meeting.subscribe(follow);
  return () => {
    stop();
    void line.leave();
  };
}
