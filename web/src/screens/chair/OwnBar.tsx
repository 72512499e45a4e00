// The officer's own picture, microphone, screen, and request for the floor.

import {
  IconHandStop,
  IconMicrophone,
  IconMicrophoneOff,
  IconPlayerStop,
  IconScreenShare,
  IconScreenShareOff,
  IconVideo,
  IconVideoOff,
  IconX,
} from '@tabler/icons-react';
import { useT } from '../../i18n';
import { can } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';
import { useCommand } from '../parts/useCommand';
import type { OwnSwitches } from '../parts/useOwnSwitches';
import { VideoTile } from '../parts/VideoTile';
import { BarButton } from './BarButton';
import classes from './OwnBar.module.css';

export function OwnBar({ own, onAsk }: { own: OwnSwitches; onAsk: () => void }) {
  const t = useT();
  const view = useMeetingView();
  const { me } = view;
  const silent = me.microphone !== 'open' || !own.microphoneOn;
  const state = me.microphone === 'open' && !own.microphoneOn ? 'selfMuted' : me.microphone;
  return (
    <section className={`surface ${classes.bar}`} aria-label={t('meeting.console.own')}>
      <div className={classes.picture}>
        <VideoTile seat={me.seat} name={me.name} present size="tiny" />
      </div>
      <div className={classes.who}>
        <strong className={classes.name}>{me.name}</strong>
        <span className={classes.role}>
          {t(`meeting.role.${me.role}`)}
          {me.presides && me.role !== 'chair' && ` · ${t('meeting.presides')}`}
        </span>
      </div>
      <span className={classes.mic} data-state={state}>
        {silent ? <IconMicrophoneOff size={18} aria-hidden /> : <IconMicrophone size={18} aria-hidden />}
        {t(`meeting.mic.${state}`)}
        {state === 'muted' && me.mute_reason && ` · ${me.mute_reason}`}
      </span>
      <span className={classes.buttons}>
        <FloorButton onAsk={onAsk} />
        {me.microphone === 'open' && (
          <BarButton
            variant="default"
            leftSection={own.microphoneOn ? <IconMicrophoneOff size={18} /> : <IconMicrophone size={18} />}
            onClick={own.toggleMicrophone}
          >
            {t(own.microphoneOn ? 'meeting.do.micOff' : 'meeting.do.micOn')}
          </BarButton>
        )}
        {me.rights.camera && (
          <BarButton
            variant="default"
            leftSection={own.cameraOn ? <IconVideoOff size={18} /> : <IconVideo size={18} />}
            onClick={own.toggleCamera}
          >
            {t(own.cameraOn ? 'meeting.do.cameraOff' : 'meeting.do.cameraOn')}
          </BarButton>
        )}
        {own.mayShare && (
          <BarButton
            variant="default"
            leftSection={own.screenOn ? <IconScreenShareOff size={18} /> : <IconScreenShare size={18} />}
            onClick={own.toggleScreen}
          >
            {t(own.screenOn ? 'meeting.do.stopShare' : 'meeting.do.share')}
          </BarButton>
        )}
      </span>
    </section>
  );
}

function FloorButton({ onAsk }: { onAsk: () => void }) {
  const t = useT();
  const view = useMeetingView();
  const give = useCommand();
  if (view.me.holds_floor && can(view, 'floor.release')) {
    return (
      <BarButton
        color="red.9"
        leftSection={<IconPlayerStop size={18} />}
        onClick={() => void give('floor.release')}
      >
        {t('meeting.do.release')}
      </BarButton>
    );
  }
  if (view.me.request !== null && can(view, 'floor.withdraw')) {
    return (
      <BarButton
        variant="default"
        leftSection={<IconX size={18} />}
        onClick={() => void give('floor.withdraw', { request: view.me.request })}
      >
        {t('meeting.do.withdraw')}
      </BarButton>
    );
  }
  if (view.me.presides || !can(view, 'floor.request')) return null;
  return (
    <BarButton leftSection={<IconHandStop size={18} />} onClick={onAsk}>
      {t('meeting.do.request')}
    </BarButton>
  );
}
