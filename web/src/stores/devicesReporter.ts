// Tells the control room which cameras, microphones and loudspeakers this machine has and uses.
import type { Capture, CaptureState, Device } from '../media/capture';
import type { MeetingStore } from './meeting';

/** Told again this often: signals are kept by nobody, and a board may open later. */
const EVERY_MS = 30_000;
const MOST = 32;
const LONGEST_LABEL = 120;
const LONGEST_ID = 128;

/** The signal `devices`, as the server takes it. */
export function devicesSignal(state: CaptureState): object {
  const listed = (devices: readonly Device[]) =>
    devices
      .filter((one) => one.id.length <= LONGEST_ID)
      .slice(0, MOST)
      .map(({ id, label }) => ({ id, label: label.slice(0, LONGEST_LABEL) }));
  const used = (kind: 'camera' | 'microphone') =>
    state[kind].track?.mediaStreamTrack.getSettings().deviceId ?? state[kind].chosen;
  return {
    cameras: listed(state.cameras),
    microphones: listed(state.microphones),
    speakers: listed(state.speakers),
    camera: used('camera'),
    microphone: used('microphone'),
    speaker: state.speaker,
  };
}

/** Tells until the returned function is called. */
export function reportDevices(meeting: MeetingStore, capture: Capture): () => void {
  let told = '';
  const tell = (again: boolean) => {
    if (meeting.get().line !== 'live') return;
    const signal = devicesSignal(capture.get());
    const text = JSON.stringify(signal);
    if (!again && text === told) return;
    told = text;
    meeting.signal('devices', signal);
  };
  tell(true);
  const stops = [capture.subscribe(() => tell(false)), meeting.subscribe(() => tell(false))];
  const timer = setInterval(() => tell(true), EVERY_MS);
  return () => {
    clearInterval(timer);
    for (const stop of stops) stop();
  };
}
