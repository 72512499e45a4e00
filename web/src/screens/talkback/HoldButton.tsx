// Speaks on the talk-back line while held by pointer, by the key H, or, from a remote control, between two presses.
import { UnstyledButton } from '@mantine/core';
import { IconMicrophone, IconMicrophoneOff } from '@tabler/icons-react';
import { useT } from '../../i18n';
import { useKeyTable } from '../parts/Keys';
import classes from './Talkback.module.css';
import { useTalkback, useTalkbackLine } from './TalkbackProvider';
import { useHeldKey } from './useHold';

const KEY = 'H';

export function HoldButton({ label, talkingLabel }: { label: string; talkingLabel: string }) {
  const t = useT();
  const line = useTalkbackLine();
  const { phase, talking } = useTalkback();
  const ready = phase === 'connected';
  const set = (on: boolean) => void line.talk(on);
  useHeldKey(KEY, ready, set);
  useKeyTable([{ keys: [KEY], does: 'talkback.doHold', native: ready }]);
  const Icon = talking ? IconMicrophone : IconMicrophoneOff;
  return (
    <UnstyledButton
      className={classes.hold}
      data-talking={talking || undefined}
      aria-pressed={talking}
      aria-keyshortcuts={KEY}
      disabled={!ready}
      onPointerDown={() => set(true)}
      onPointerUp={() => set(false)}
      onPointerLeave={() => set(false)}
      onPointerCancel={() => set(false)}
      onClick={(event) => event.detail === 0 && set(!talking)}
    >
      <Icon size="1.3em" aria-hidden />
      <span>{talking ? talkingLabel : label}</span>
      {!talking && <kbd className={classes.key}>{KEY}</kbd>}
      <span className="visually-hidden" role="status">
        {talking ? t('talkback.talking') : ''}
      </span>
    </UnstyledButton>
  );
}
