// Which camera, microphone and loudspeaker; and the tone that proves the last.
import { Button, Group, NativeSelect } from '@mantine/core';
import { IconCheck, IconVolume, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useT } from '../../i18n';
import { useObservable } from '../../lib/observable';
import type { Device } from '../../media/capture';
import { playTone } from '../../media/soundTest';
import { useSeat } from '../../stores/SeatProvider';
import classes from './DeviceChoice.module.css';
import type { Heard } from './verdicts';

interface Props {
  readonly heard: Heard;
  readonly onHeard: (heard: Heard) => void;
}

export function DeviceChoice({ heard, onHeard }: Props) {
  const t = useT();
  const { capture, media } = useSeat();
  const state = useObservable(capture);
  const options = (devices: readonly Device[]) =>
    devices.map((device) => ({ value: device.id, label: device.label || t('arrival.defaultDevice') }));
  return (
    <div className={classes.grid}>
      <NativeSelect
        label={t('arrival.camera')}
        data={options(state.cameras)}
        value={state.camera.chosen ?? state.cameras[0]?.id ?? ''}
        disabled={state.cameras.length === 0}
        onChange={(event) => void capture.choose('camera', event.currentTarget.value)}
      />
      <NativeSelect
        label={t('arrival.microphone')}
        data={options(state.microphones)}
        value={state.microphone.chosen ?? state.microphones[0]?.id ?? ''}
        disabled={state.microphones.length === 0}
        onChange={(event) => void capture.choose('microphone', event.currentTarget.value)}
      />
      <NativeSelect
        label={t('arrival.speaker')}
        data={
          state.speakers.length > 0
            ? options(state.speakers)
            : [{ value: '', label: t('arrival.defaultDevice') }]
        }
        value={state.speaker ?? state.speakers[0]?.id ?? ''}
        disabled={state.speakers.length === 0}
        onChange={(event) => void media.chooseSpeaker(event.currentTarget.value)}
      />
      <SpeakerTest heard={heard} onHeard={onHeard} />
    </div>
  );
}

function SpeakerTest({ heard, onHeard }: Props) {
  const t = useT();
  const { capture } = useSeat();
  const speaker = useObservable(capture, (state) => state.speaker);
  const [playing, setPlaying] = useState(false);
  const play = async () => {
    setPlaying(true);
    await playTone(speaker);
    setPlaying(false);
    onHeard('asked');
  };
  return (
    <div className={classes.test}>
      <Button variant="default" loading={playing} leftSection={<IconVolume size={20} />} onClick={play}>
        {t('arrival.testTone')}
      </Button>
      {heard === 'asked' && !playing && (
        <Group gap="xs" role="status">
          <span className={classes.ask}>{t('arrival.toneAsk')}</span>
          <Button
            size="compact-md"
            color="teal"
            leftSection={<IconCheck size={16} />}
            onClick={() => onHeard('heard')}
          >
            {t('arrival.heard')}
          </Button>
          <Button
            size="compact-md"
            variant="default"
            leftSection={<IconX size={16} />}
            onClick={() => onHeard('not_heard')}
          >
            {t('arrival.notHeard')}
          </Button>
        </Group>
      )}
    </div>
  );
}
