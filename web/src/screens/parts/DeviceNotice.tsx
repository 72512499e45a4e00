// Says that the camera or microphone of this machine is gone or refused, and what to do, while the meeting goes on.
import { Button } from '@mantine/core';
import { IconMicrophoneOff, IconVideoOff } from '@tabler/icons-react';
import { useState } from 'react';
import { useT } from '../../i18n';
import { useObservable } from '../../lib/observable';
import type { DeviceProblem, Kind } from '../../media/capture';
import { useSeat } from '../../stores/SeatProvider';
import classes from './ConnectionBanner.module.css';

export function DeviceNotice() {
  return (
    <>
      <One kind="microphone" />
      <One kind="camera" />
    </>
  );
}

function One({ kind }: { kind: Kind }) {
  const t = useT();
  const { capture } = useSeat();
  const problem = useObservable(capture, (state) => state[kind].problem);
  const [dismissed, dismiss] = useState<DeviceProblem | null>(null);
  if (problem === null || problem === dismissed) return null;
  const Icon = kind === 'camera' ? IconVideoOff : IconMicrophoneOff;
  return (
    <div className={classes.banner} data-tone="warn" role="alert">
      <Icon size="1.5em" aria-hidden />
      <strong>{t(kind === 'camera' ? 'arrival.camera' : 'arrival.microphone')}:</strong>
      <span className={classes.rest}>{t(`arrival.problem.${problem}`)}</span>
      <Button size="compact-md" color="dark" onClick={() => void capture.open(kind)}>
        {t('arrival.tryDevice')}
      </Button>
      <Button
        size="compact-md"
        variant="subtle"
        className={classes.quiet ?? ''}
        onClick={() => dismiss(problem)}
      >
        {t('meeting.news.later')}
      </Button>
    </div>
  );
}
