// One seat's picture, or why there is none.
import { IconCameraOff, IconPlugConnectedX, IconVolume, IconWifi1 } from '@tabler/icons-react';
import type { Track as LiveTrack } from 'livekit-client';
import { type ReactNode, useEffect, useRef } from 'react';
import { type Key, useT } from '../../i18n';
import { useSeat, useSeatMedia } from '../../stores/SeatProvider';
import classes from './VideoTile.module.css';

interface Props {
  readonly seat: string;
  readonly name: string;
  readonly detail?: string;
  readonly present: boolean;
  readonly source?: 'camera' | 'screen_share';
  /** `contain` shows the whole picture, `cover` fills the tile. */
  readonly fit?: 'contain' | 'cover';
  readonly size?: 'large' | 'normal' | 'tiny';
  /** Set over the picture, top right. */
  readonly corner?: ReactNode;
  /** In place of name and detail under the picture; null for none. */
  readonly caption?: ReactNode;
  /** The seat was here and its line is gone: said over what was last seen. */
  readonly lost?: boolean;
}

/** Letters that stand for a name while there is no picture. */
export function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => /\p{L}/u.test(word));
  const picked = words.length > 2 ? words.slice(-2) : words;
  return picked.map((word) => word.charAt(0).toUpperCase()).join('');
}

export function TrackVideo({
  track,
  mirror = false,
  fit,
}: {
  track: LiveTrack;
  mirror?: boolean;
  fit: 'contain' | 'cover';
}) {
  const ref = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    track.attach(element);
    return () => {
      track.detach(element);
    };
  }, [track]);
  return (
    <video
      ref={ref}
      className={classes.video}
      data-fit={fit}
      data-mirror={mirror || undefined}
      autoPlay
      playsInline
      muted
      tabIndex={-1}
    />
  );
}

function reason(
  present: boolean,
  sends: boolean,
  lost: boolean,
): { readonly text: Key; readonly Icon: typeof IconCameraOff } {
  if (lost) return { text: 'meeting.tile.lost', Icon: IconPlugConnectedX };
  if (!present) return { text: 'meeting.tile.absent', Icon: IconPlugConnectedX };
  return sends
    ? { text: 'meeting.tile.coming', Icon: IconWifi1 }
    : { text: 'meeting.tile.noPicture', Icon: IconCameraOff };
}

export function VideoTile({
  seat,
  name,
  detail = '',
  present,
  source = 'camera',
  fit = 'cover',
  size = 'normal',
  corner,
  caption,
  lost = false,
}: Props) {
  const t = useT();
  const { media } = useSeat();
  const seen = useSeatMedia(seat);
  useEffect(() => media.wantPicture({ seat, source }), [media, seat, source]);
  const track = seen && (source === 'camera' ? seen.camera : seen.screen);
  const { text, Icon } = reason(
    present,
    source === 'camera' ? (seen?.hasCamera ?? false) : (seen?.hasScreen ?? false),
    lost,
  );
  return (
    <figure
      className={classes.tile}
      data-size={size}
      data-third={caption ? '' : undefined}
      data-speaking={seen?.speaking || undefined}
    >
      {track ? (
        <TrackVideo track={track} fit={fit} mirror={false} />
      ) : (
        <div className={classes.empty}>
          <span className={classes.initials} aria-hidden="true">
            {initials(name)}
          </span>
          {size !== 'tiny' && (
            <span className={classes.reason}>
              <Icon size="1.2em" aria-hidden /> {t(text)}
            </span>
          )}
        </div>
      )}
      {track && lost && <div className={classes.paused}>{t('meeting.tile.lost')}</div>}
      {seen?.paused && <div className={classes.paused}>{t('meeting.tile.paused')}</div>}
      {caption === undefined ? (
        <figcaption className={classes.caption}>
          {seen?.speaking && (
            <IconVolume size="1.1em" aria-label={t('meeting.tile.speaking')} className={classes.voice} />
          )}
          <span className={classes.name}>{name}</span>
          {detail && <span className={classes.detail}>{detail}</span>}
        </figcaption>
      ) : (
        <figcaption className={caption === null ? 'visually-hidden' : undefined}>
          {caption ?? name}
        </figcaption>
      )}
      {corner && <div className={classes.corner}>{corner}</div>}
    </figure>
  );
}
