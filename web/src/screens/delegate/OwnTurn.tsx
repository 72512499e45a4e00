// The delegate's own request: ask, wait, speak, end.
import { Button } from '@mantine/core';
import { IconHandStop, IconLock, IconMicrophone, IconPlayerStop, IconX } from '@tabler/icons-react';
import { useT } from '../../i18n';
import { can } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';
import { useCommand } from '../parts/useCommand';
import { placeWords } from '../site/OwnState';
import classes from './OwnTurn.module.css';

export function OwnTurn({ onAsk }: { onAsk: () => void }) {
  const t = useT();
  const view = useMeetingView();
  const give = useCommand();
  const { me } = view;
  const hall = me.site === null ? '' : (view.sites[me.site]?.short_name ?? '');
  const place = me.request === null ? 0 : view.floor.queue.indexOf(me.request) + 1;
  return (
    <section
      className={classes.own}
      data-speaks={me.holds_floor || undefined}
      data-waits={me.request !== null || undefined}
    >
      <div className={classes.who}>
        <strong className={classes.name}>{me.name}</strong>
        <span className={classes.detail}>{hall && t('meeting.delegate.hall', { site: hall })}</span>
      </div>
      {me.microphone === 'muted' && (
        <span className={classes.locked}>
          <IconLock size={18} aria-hidden /> {t('meeting.news.hallMuted')}
          {me.mute_reason && ` · ${t('meeting.news.muteReason', { reason: me.mute_reason })}`}
        </span>
      )}
      {me.holds_floor ? (
        <>
          <span className={classes.speak}>
            <IconMicrophone size={24} aria-hidden /> {t('meeting.delegate.speakNow')}
          </span>
          <Button
            className={classes.act ?? ''}
            size="lg"
            color="red.9"
            leftSection={<IconPlayerStop size={22} />}
            disabled={!can(view, 'floor.release')}
            onClick={() => void give('floor.release')}
          >
            {t('meeting.do.release')}
          </Button>
        </>
      ) : me.request !== null ? (
        <>
          <span className={classes.waiting}>
            <IconHandStop size={22} aria-hidden /> {placeWords(place, t)}
          </span>
          <Button
            className={classes.act ?? ''}
            size="lg"
            variant="default"
            leftSection={<IconX size={20} />}
            disabled={!can(view, 'floor.withdraw')}
            onClick={() => void give('floor.withdraw', { request: me.request })}
          >
            {t('meeting.do.withdraw')}
          </Button>
        </>
      ) : (
        <Button
          className={classes.act ?? ''}
          size="lg"
          leftSection={<IconHandStop size={22} />}
          disabled={!can(view, 'floor.request')}
          onClick={onAsk}
        >
          {t('meeting.do.request')}
        </Button>
      )}
    </section>
  );
}
