// How many are here and whether that is enough: in figures, in words, and as a bar with a mark where enough begins.
import { IconAlertTriangle, IconCircleCheck, IconUsers } from '@tabler/icons-react';
import { useT } from '../../i18n';
import { useMeetingView } from '../../stores/SeatProvider';
import classes from './QuorumMeter.module.css';
import { verdictOf } from './words';

export function QuorumMeter() {
  const t = useT();
  const { quorum } = useMeetingView();
  const verdict = verdictOf(quorum);
  const share = (n: number) => `${quorum.of === 0 ? 0 : Math.min(100, (100 * n) / quorum.of)}%`;
  const Icon = quorum.met ? IconCircleCheck : IconAlertTriangle;
  return (
    <section className={classes.meter} aria-label={t('attendance.quorum')} data-met={quorum.met ?? 'none'}>
      <p className={classes.line}>
        <strong className={`figures ${classes.figures}`}>
          {quorum.here}/{quorum.of}
        </strong>
        <span>{t(`attendance.${quorum.basis}Here`, { here: quorum.here, of: quorum.of })}</span>
        {verdict && (
          <span className={classes.verdict} role="status">
            <Icon size={19} aria-hidden /> {t(verdict.long.key, verdict.long.params)}
          </span>
        )}
      </p>
      <div className={classes.bar} aria-hidden>
        <span className={classes.fill} style={{ width: share(quorum.here) }} />
        {quorum.need !== null && <span className={classes.need} style={{ left: share(quorum.need) }} />}
      </div>
    </section>
  );
}

/** The same in a few letters, for the head of a console. */
export function QuorumMark() {
  const t = useT();
  const { quorum } = useMeetingView();
  const verdict = verdictOf(quorum);
  if (quorum.of === 0) return null;
  const whole = t(`attendance.${quorum.basis}Here`, { here: quorum.here, of: quorum.of });
  const title = verdict ? `${whole}. ${t(verdict.long.key, verdict.long.params)}` : whole;
  return (
    <span className={classes.mark} data-met={quorum.met ?? 'none'} title={title}>
      <span className="visually-hidden">{title}</span>
      <IconUsers size={19} aria-hidden />
      <strong className="figures" aria-hidden>
        {quorum.here}/{quorum.of}
      </strong>
      <span aria-hidden>{t(`attendance.basis.${quorum.basis}`)}</span>
      {verdict && (
        <strong className={classes.brief} aria-hidden>
          {t(verdict.brief.key, verdict.brief.params)}
        </strong>
      )}
    </span>
  );
}
