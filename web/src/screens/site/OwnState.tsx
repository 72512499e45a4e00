// The hall's own state in letters for ten metres: closed, asked, open, locked. Shape, words and icon carry it, colour only helps.
import { IconHandStop, IconLock, IconMicrophone, IconMicrophoneOff } from '@tabler/icons-react';
import type { Microphone, View } from '../../api/view';
import { type Translate, useT } from '../../i18n';
import { useObservable } from '../../lib/observable';
import { useMeetingView, useSeat } from '../../stores/SeatProvider';
import classes from './OwnState.module.css';

export type OwnKind = Microphone | 'selfMuted';

const ICONS: Readonly<Record<OwnKind, typeof IconMicrophone>> = {
  closed: IconMicrophoneOff,
  asked: IconHandStop,
  open: IconMicrophone,
  muted: IconLock,
  selfMuted: IconMicrophoneOff,
};

/** Place in the queue counted from 1; 0 when not waiting. */
export function queuePlace(view: View): number {
  const { request, site } = view.me;
  const own = view.floor.queue.findIndex(
    (id) => id === request || (site !== null && view.floor.requests[id]?.site === site),
  );
  return own + 1;
}

/** How soon one's turn comes, in words; `place` counts from 1. */
export function placeWords(place: number, t: Translate): string {
  if (place <= 1) return t('meeting.own.askedNext');
  return `${t('meeting.own.askedPlace', { n: place })} · ${t('meeting.own.askedAhead', { n: place - 1 })}`;
}

function explanation(kind: OwnKind, view: View, t: Translate): string {
  if (kind === 'asked') return placeWords(queuePlace(view), t);
  if (kind === 'muted' && view.me.mute_reason)
    return t('meeting.news.muteReason', { reason: view.me.mute_reason });
  return t(`meeting.own.${kind}`);
}

export function OwnState({ microphoneOn }: { microphoneOn: boolean }) {
  const t = useT();
  const view = useMeetingView();
  const { capture } = useSeat();
  const device = useObservable(capture, (state) => state.microphone.problem);
  const given = view.me.microphone;
  const kind: OwnKind = given === 'open' && !microphoneOn ? 'selfMuted' : given;
  const Icon = ICONS[kind];
  return (
    <section className={classes.state} data-kind={kind}>
      <span className={classes.badge}>
        <Icon className={classes.icon} stroke={1.8} aria-hidden />
      </span>
      <span className={classes.words}>
        <strong className={classes.word}>{t(`meeting.mic.${kind}`)}</strong>
        <span className={classes.rest}>
          {device ? t('meeting.own.noDevice') : explanation(kind, view, t)}
        </span>
      </span>
    </section>
  );
}
