// One source of a scene: its picture, its lower third, and what is wrong with its line.
import { IconBroadcast } from '@tabler/icons-react';
import type { Seat } from '../../../api/view';
import type { ThirdLine } from '../../../api/view/program';
import { useT } from '../../../i18n';
import { personOf } from '../../../stores/facts';
import { useMeetingView, useSeatMedia } from '../../../stores/SeatProvider';
import { VideoTile } from '../VideoTile';
import { LowerThird } from './LowerThird';
import classes from './Source.module.css';

interface Props {
  readonly seat: Seat;
  /** Undefined: this seat is not on air here, and named plainly. Null: lower thirds are hidden. */
  readonly line: ThirdLine | null | undefined;
  readonly fit: 'contain' | 'cover';
}

/** Marks a hall's own picture among those on air. */
export function OwnMark() {
  const t = useT();
  return (
    <span className={classes.own}>
      <IconBroadcast size="1.2em" aria-hidden />
      <span className={classes.words}>{t('program.youAreOnAir')}</span>
    </span>
  );
}

export function Source({ seat, line, fit }: Props) {
  const view = useMeetingView();
  const seen = useSeatMedia(seat);
  const place = view.sites[seat] ?? view.officers[seat];
  const person = personOf(view, seat);
  const third = line && <LowerThird line={line} speaking={seen?.speaking ?? false} />;
  return (
    <VideoTile
      seat={seat}
      name={person.name}
      detail={place && 'office' in place ? place.office : ''}
      present={place?.present ?? false}
      lost={place !== undefined && !place.present && place.lost_at !== null}
      fit={fit}
      size="large"
      {...(third === undefined ? {} : { caption: third })}
      {...(view.me.role === 'site' && seat === view.me.seat ? { corner: <OwnMark /> } : {})}
    />
  );
}
