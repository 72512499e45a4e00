// What earlier meetings put off, offered to whoever prepares a later one. Shows nothing while there is nothing.
import { Button } from '@mantine/core';
import { IconCalendarPlus, IconLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { agenda, POSTPONED, type PostponedItem } from '../../api/agenda';
import { useLanguage, useT } from '../../i18n';
import { formatDate } from '../../lib/format';
import { LoadFailed } from '../home/Notice';
import { spanText } from '../home/times';
import classes from './PostponedOffers.module.css';

interface Props {
  readonly taken: (item: PostponedItem) => boolean;
  readonly onTake: (item: PostponedItem) => void;
  readonly busy?: boolean;
}

export function PostponedOffers({ taken, onTake, busy = false }: Props) {
  const t = useT();
  const offers = useQuery({ queryKey: POSTPONED, queryFn: agenda.postponed });
  if (offers.isError)
    return <LoadFailed title={t('agenda.carryFailed')} problem={offers.error} retry={offers.refetch} />;
  const left = (offers.data ?? []).filter((one) => !taken(one));
  if (left.length === 0) return null;
  return (
    <section className={classes.offers}>
      <h3 className={classes.heading}>{t('agenda.carryTitle')}</h3>
      <p className={classes.help}>{t('agenda.carryHelp')}</p>
      <ul className={classes.list}>
        {left.map((one) => (
          <Offer key={`${one.meeting} ${one.item}`} offer={one} onTake={onTake} busy={busy} />
        ))}
      </ul>
    </section>
  );
}

function Offer({ offer, onTake, busy }: { offer: PostponedItem; onTake: Props['onTake']; busy: boolean }) {
  const { t, language } = useLanguage();
  const date = offer.scheduled_at ? formatDate(offer.scheduled_at, language) : '';
  const span = offer.planned_s > 0 ? spanText(offer.planned_s, t) : '';
  return (
    <li className={classes.offer}>
      <div className={classes.what}>
        <span className={classes.title}>
          {offer.title}
          {offer.internal && (
            <span className={classes.badge}>
              <IconLock size="1em" aria-hidden /> {t('agenda.internal')}
            </span>
          )}
        </span>
        <span className={classes.detail}>{[offer.rapporteur, span].filter(Boolean).join(' · ')}</span>
        <span className={classes.detail}>
          {t('agenda.carryFrom', { meeting: offer.meeting_title, date })}
          {offer.reason && ` — ${t('agenda.reason', { reason: offer.reason })}`}
        </span>
      </div>
      <Button
        variant="default"
        leftSection={<IconCalendarPlus size={18} aria-hidden />}
        loading={busy}
        onClick={() => onTake(offer)}
      >
        {t('agenda.carry')}
        <span className="visually-hidden"> {offer.title}</span>
      </Button>
    </li>
  );
}
