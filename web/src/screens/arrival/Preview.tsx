// The own picture and the level of the own microphone.
import { Button, Loader } from '@mantine/core';
import { IconVideoOff } from '@tabler/icons-react';
import { useT } from '../../i18n';
import { useObservable } from '../../lib/observable';
import { meterPosition } from '../../media/soundTest';
import { useSeat } from '../../stores/SeatProvider';
import { TrackVideo } from '../parts/VideoTile';
import classes from './Preview.module.css';

export function Preview({ db }: { db: number }) {
  const t = useT();
  const { capture } = useSeat();
  const { camera, microphone } = useObservable(capture);
  return (
    <div className={classes.preview}>
      <div className={classes.picture}>
        {camera.track && !camera.problem ? (
          <TrackVideo track={camera.track} fit="cover" mirror />
        ) : camera.opening ? (
          <Loader color="gray" aria-label={t('common.loading')} />
        ) : (
          <div className={classes.none} role="alert">
            <IconVideoOff size={48} stroke={1.3} aria-hidden />
            <span>{t(camera.problem ? `arrival.problem.${camera.problem}` : 'meeting.tile.noPicture')}</span>
            <Button variant="white" color="dark" onClick={() => void capture.open('camera')}>
              {t('arrival.tryDevice')}
            </Button>
          </div>
        )}
      </div>
      {microphone.track && !microphone.problem ? (
        <div className={classes.level}>
          <span className={classes.label}>{t('arrival.level')}</span>
          {/* biome-ignore lint/a11y/useSemanticElements: a meter element cannot show zones */}
          <div
            className={classes.meter}
            role="meter"
            aria-label={t('arrival.level')}
            aria-valuemin={-60}
            aria-valuemax={0}
            aria-valuenow={Math.round(Math.max(-60, db))}
          >
            <span
              className={classes.fill}
              style={{ clipPath: `inset(0 ${100 - 100 * meterPosition(db)}% 0 0)` }}
            />
            <span className={classes.zone} aria-hidden="true" />
          </div>
          <span className={classes.hint}>{t('arrival.speakNow')}</span>
        </div>
      ) : (
        microphone.problem && (
          <div className={classes.micProblem} role="alert">
            <span>
              {t('arrival.microphone')}: {t(`arrival.problem.${microphone.problem}`)}
            </span>
            <Button variant="default" size="compact-md" onClick={() => void capture.open('microphone')}>
              {t('arrival.tryDevice')}
            </Button>
          </div>
        )
      )}
    </div>
  );
}
