// This machine's own camera, microphone and screen: what is on and the switches for it.
import { useCallback } from 'react';
import { useMedia, useMeetingView, useSeat } from '../../stores/SeatProvider';

export interface OwnSwitches {
  readonly cameraOn: boolean;
  readonly microphoneOn: boolean;
  readonly screenOn: boolean;
  readonly mayShare: boolean;
  readonly toggleCamera: () => void;
  readonly toggleMicrophone: () => void;
  readonly toggleScreen: () => void;
}

export function useOwnSwitches(): OwnSwitches {
  const { media } = useSeat();
  const { me } = useMeetingView();
  const switches = useMedia((state) => state.switches);
  const toggle = useCallback(
    (name: 'camera' | 'microphone' | 'screen') => () =>
      media.setSwitches({ [name]: !media.get().switches[name] }),
    [media],
  );
  return {
    cameraOn: switches.camera,
    microphoneOn: switches.microphone,
    screenOn: switches.screen,
    mayShare: me.rights.screen,
    toggleCamera: toggle('camera'),
    toggleMicrophone: toggle('microphone'),
    toggleScreen: toggle('screen'),
  };
}
