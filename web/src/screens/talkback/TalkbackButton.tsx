// The control room's line to one hall that the meeting does not hear: open, hold to talk, close.
import { Button } from '@mantine/core';
import { IconHeadset, IconPhoneOff } from '@tabler/icons-react';
import { useT } from '../../i18n';
import { can, personOf } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';
import { useCommand } from '../parts/useCommand';
import { HoldButton } from './HoldButton';
import classes from './Talkback.module.css';
import { useTalkback } from './TalkbackProvider';

export function TalkbackButton({ seat }: { seat: string }) {
  const t = useT();
  const view = useMeetingView();
  const give = useCommand();
  const line = view.talkbacks[seat];
  if (line && line.by !== view.me.seat)
    return <p className={classes.note}>{t('talkback.taken', { name: personOf(view, line.by).name })}</p>;
  if (line) return <OwnLine seat={seat} />;
  if (!can(view, 'talkback.open') || !view.sites[seat]) return null;
  return (
    <Button
      variant="default"
      leftSection={<IconHeadset size={18} aria-hidden />}
      onClick={() => void give('talkback.open', { seat })}
    >
      {t('talkback.open')}
    </Button>
  );
}

function OwnLine({ seat }: { seat: string }) {
  const t = useT();
  const give = useCommand();
  const { phase, together, heard } = useTalkback();
  const state =
    phase !== 'connected' ? 'connecting' : !together ? 'waiting' : heard ? 'heard' : ('ready' as const);
  return (
    <div className={classes.line} data-heard={state === 'heard' || undefined}>
      <span className={classes.state} role="status">
        {t(`talkback.${state}`)}
      </span>
      <HoldButton label={t('talkback.hold')} talkingLabel={t('talkback.talking')} />
      <Button
        variant="default"
        leftSection={<IconPhoneOff size={18} aria-hidden />}
        onClick={() => void give('talkback.close', { seat })}
      >
        {t('talkback.close')}
      </Button>
    </div>
  );
}
