// A machine whose devices are not known yet.
import type { SiteDevices } from '../../stores/signals';

export const NO_DEVICES: SiteDevices = {
  cameras: [],
  microphones: [],
  speakers: [],
  camera: null,
  microphone: null,
  speaker: null,
};
