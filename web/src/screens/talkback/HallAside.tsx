// What the control room wants of this seat beside the meeting: a talk-back line, or something on this machine.
// Lies beside the picture and the page in a hall; floating in a corner of other screens.
import { Button } from '@mantine/core';
import { IconDeviceDesktopCog, IconHeadset } from '@tabler/icons-react';
import { useEffect, useMemo } from 'react';
import type { OwnRemote } from '../../api/view/talkback';
import { useT } from '../../i18n';
import { notifyProblem } from '../../lib/notify';
import { useObservable } from '../../lib/observable';
import { RemoteTasks } from '../../stores/remoteTasks';
import { useMeetingView, useSeat } from '../../stores/SeatProvider';
import { devicesOf } from '../../stores/seat';
import { useKeyTable } from '../parts/Keys';
import { HoldButton } from './HoldButton';
import classes from './Talkback.module.css';
import { useTalkback } from './TalkbackProvider';

export function HallAside({ floating = false }: { floating?: boolean }) {
  const seat = useSeat();
  const { me } = useMeetingView();
  const tasks = useMemo(() => new RemoteTasks(seat.meeting, seat.media, seat.capture), [seat]);
  useEffect(() => {
    const { role, hasMedia } = seat.get();
    return devicesOf(role, hasMedia).length > 0 ? tasks.start() : undefined;
  }, [seat, tasks]);
  if (!me.talkback && !me.remote) return null;
  return (
    <div className={classes.aside} data-floating={floating || undefined}>
      {me.talkback && <Called name={me.talkback.by_name} />}
      {me.remote && <Prompt ask={me.remote} tasks={tasks} />}
    </div>
  );
}

function Called({ name }: { name: string }) {
  const t = useT();
  const { phase } = useTalkback();
  return (
    <section className={classes.card} role="alert">
      <IconHeadset className={classes.icon} stroke={1.7} aria-hidden />
      <div className={classes.words}>
        <strong>{t('talkback.hallTitle', { name })}</strong>
        <span>{t(phase === 'connected' ? 'talkback.hallHelp' : 'talkback.connecting')}</span>
      </div>
      <HoldButton label={t('talkback.hallAnswer')} talkingLabel={t('talkback.answering')} />
    </section>
  );
}

function Prompt({ ask, tasks }: { ask: OwnRemote; tasks: RemoteTasks }) {
  const t = useT();
  const { capture } = useSeat();
  const { cameras, microphones, speakers } = useObservable(capture);
  const device = [...cameras, ...microphones, ...speakers].find((one) => one.id === ask.device)?.label ?? '';
  const { action } = ask;
  const what =
    action === 'reload' || action === 'mute_release' || device === ''
      ? t(`talkback.${action}`)
      : t(`talkback.${action}To`, { device });
  const waits = ask.state === 'asked';
  const answer = (accepted: boolean) => () =>
    void tasks.answer(ask, accepted).catch((problem: unknown) => notifyProblem(problem, t));
  useKeyTable([
    { keys: ['Y'], does: 'talkback.accept', run: waits ? answer(true) : undefined },
    { keys: ['Q'], does: 'talkback.decline', run: waits ? answer(false) : undefined },
  ]);
  return (
    <section className={classes.card} role="alert">
      <IconDeviceDesktopCog className={classes.icon} stroke={1.7} aria-hidden />
      <div className={classes.words}>
        <strong>{t('talkback.promptTitle', { name: ask.by_name })}</strong>
        <span className={classes.what}>{what}</span>
        {action === 'reload' && <span>{t('talkback.promptReload')}</span>}
      </div>
      {waits ? (
        <div className={classes.acts}>
          <Button className={classes.act ?? ''} onClick={answer(true)} aria-keyshortcuts="Y">
            {t('talkback.accept')} <kbd className={classes.key}>Y</kbd>
          </Button>
          <Button
            className={classes.act ?? ''}
            variant="default"
            onClick={answer(false)}
            aria-keyshortcuts="Q"
          >
            {t('talkback.decline')} <kbd className={classes.key}>Q</kbd>
          </Button>
        </div>
      ) : (
        <span className={classes.note} role="status">
          {t('talkback.working')}
        </span>
      )}
    </section>
  );
}
