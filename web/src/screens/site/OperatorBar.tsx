// Everything the hall's operator does, within one press.
import {
  IconChevronLeft,
  IconChevronRight,
  IconDeviceDesktopOff,
  IconDevices2,
  IconHandStop,
  IconKeyboard,
  IconLayoutColumns,
  IconMicrophone,
  IconMicrophoneOff,
  IconPlayerStop,
  IconScreenShare,
  IconScreenShareOff,
  IconVideo,
  IconVideoOff,
  IconX,
} from '@tabler/icons-react';
import { type Key, useT } from '../../i18n';
import { can } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';
import { BigButton } from '../parts/BigButton';
import type { Layout } from '../parts/useLayout';
import type { OwnSwitches } from '../parts/useOwnSwitches';
import classes from './OperatorBar.module.css';
import type { SecondScreen } from './useSecondScreen';

interface Props {
  readonly onAsk: () => void;
  readonly onWithdraw: () => void;
  readonly onRelease: () => void;
  readonly onLayout: () => void;
  readonly onKeys: (() => void) | undefined;
  /** Null when there is only the speaker to show. */
  readonly layout: Layout | null;
  readonly own: OwnSwitches;
  readonly second: SecondScreen;
  /** Turns the page for everyone; undefined while this hall may not. */
  readonly onTurn: ((step: number) => void) | undefined;
}

function FloorButton({ onAsk, onWithdraw, onRelease }: Pick<Props, 'onAsk' | 'onWithdraw' | 'onRelease'>) {
  const t = useT();
  const view = useMeetingView();
  if (can(view, 'floor.release') && view.me.holds_floor) {
    return (
      <BigButton
        tone="bad"
        keyName="E"
        icon={IconPlayerStop}
        label={t('meeting.do.release')}
        onClick={onRelease}
      />
    );
  }
  if (view.me.request !== null && can(view, 'floor.withdraw')) {
    return (
      <>
        <BigButton
          tone="warn"
          keyName="W"
          icon={IconX}
          label={t('meeting.do.withdraw')}
          onClick={onWithdraw}
        />
        {can(view, 'floor.request') && (
          <BigButton keyName="F" icon={IconHandStop} label={t('meeting.do.requestMore')} onClick={onAsk} />
        )}
      </>
    );
  }
  return (
    <BigButton
      tone="main"
      keyName="F"
      icon={IconHandStop}
      label={t('meeting.do.request')}
      onClick={onAsk}
      disabled={!can(view, 'floor.request')}
    />
  );
}

export function OperatorBar({
  onAsk,
  onWithdraw,
  onRelease,
  onLayout,
  onKeys,
  layout,
  own,
  second,
  onTurn,
}: Props) {
  const t = useT();
  const { me } = useMeetingView();
  const layoutName: Key = `program.layout.${layout ?? 'program'}`;
  return (
    <div className={classes.bar} role="toolbar" aria-orientation="horizontal">
      <FloorButton onAsk={onAsk} onWithdraw={onWithdraw} onRelease={onRelease} />
      {me.microphone === 'open' && (
        <BigButton
          keyName="M"
          icon={own.microphoneOn ? IconMicrophone : IconMicrophoneOff}
          label={t(own.microphoneOn ? 'meeting.do.micOff' : 'meeting.do.micOn')}
          onClick={own.toggleMicrophone}
        />
      )}
      {onTurn && (
        <>
          <BigButton
            keyName="PgUp"
            icon={IconChevronLeft}
            label={t('meeting.page.prev')}
            onClick={() => onTurn(-1)}
          />
          <BigButton
            keyName="PgDn"
            icon={IconChevronRight}
            label={t('meeting.page.next')}
            onClick={() => onTurn(1)}
          />
        </>
      )}
      <BigButton
        keyName="P"
        icon={IconLayoutColumns}
        label={t(layoutName)}
        title={t('meeting.do.layout')}
        disabled={layout === null}
        onClick={onLayout}
      />
      <BigButton
        keyName="C"
        icon={own.cameraOn ? IconVideo : IconVideoOff}
        label={t(own.cameraOn ? 'meeting.do.cameraOff' : 'meeting.do.cameraOn')}
        onClick={own.toggleCamera}
      />
      {own.mayShare && (
        <BigButton
          keyName="S"
          icon={own.screenOn ? IconScreenShareOff : IconScreenShare}
          label={t(own.screenOn ? 'meeting.do.stopShare' : 'meeting.do.share')}
          onClick={own.toggleScreen}
        />
      )}
      <span className={classes.wide}>
        <BigButton
          keyName="2"
          icon={second.open ? IconDeviceDesktopOff : IconDevices2}
          label={t(second.open ? 'program.secondClose' : 'program.secondOpen')}
          onClick={second.toggle}
        />
      </span>
      {onKeys && <BigButton keyName="?" icon={IconKeyboard} label={t('meeting.do.keys')} onClick={onKeys} />}
    </div>
  );
}
