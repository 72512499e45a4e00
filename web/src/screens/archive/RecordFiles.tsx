// What the record consists of: how complete it is, in words, and every track to download.
import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconDownload, IconListDetails, IconLock, IconUsers } from '@tabler/icons-react';
import { archive, type RecordDetail, type RecordedTrack } from '../../api/archive';
import { markings } from '../../api/markings';
import { useLanguage } from '../../i18n';
import { Notice } from '../home/Notice';
import { sizeText, spanText } from '../home/times';
import { grade, percentText } from './completeness';
import classes from './RecordFiles.module.css';
import { clockText } from './recordTime';

export function RecordFiles({ record }: { record: RecordDetail }) {
  const { t, language } = useLanguage();
  return (
    <section className={classes.section}>
      <p className={classes.keys}>{t('archive.keysHelp')}</p>
      <div className={classes.columns}>
        <div>
          <h2 className={classes.heading}>{t('archive.completeness')}</h2>
          <WholeRecord record={record} />
        </div>
        <div className={classes.end}>
          <Button
            component="a"
            href={archive.attendanceUrl(record.meeting.id, language)}
            download
            variant="subtle"
            leftSection={<IconUsers size={18} aria-hidden />}
          >
            {t('attendance.download')}
          </Button>
          <Button
            component="a"
            href={archive.eventsUrl(record.meeting.id)}
            download
            variant="subtle"
            leftSection={<IconListDetails size={18} aria-hidden />}
          >
            {t('archive.events')}
          </Button>
          <Button
            component="a"
            href={markings.accessUrl(record.meeting.id)}
            download
            variant="subtle"
            leftSection={<IconLock size={18} aria-hidden />}
          >
            {t('secrecy.logFile')}
          </Button>
        </div>
      </div>
      {record.tracks.length > 0 && <Tracks record={record} />}
    </section>
  );
}

function WholeRecord({ record }: { record: RecordDetail }) {
  const { t, language } = useLanguage();
  const figures = record.completeness;
  const number = new Intl.NumberFormat(language);
  const found = grade(figures);
  const tone = { whole: 'good', nearly: 'good', partial: 'warn', unknown: 'info' } as const;
  const sentence = t(`archive.${found}Record`, {
    packets: number.format(figures.packets),
    lost: number.format(figures.packets_lost),
    all: number.format(figures.packets + figures.packets_lost),
    share: percentText(figures, language),
  });
  return <Notice tone={tone[found]} title={sentence} />;
}

function Tracks({ record }: { record: RecordDetail }) {
  const { t } = useLanguage();
  return (
    <>
      <h2 className={classes.heading}>{t('archive.tracks')}</h2>
      <div className={`surface ${classes.scroll}`}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th>{t('archive.colTrack')}</th>
              <th>{t('archive.colTime')}</th>
              <th>{t('archive.colComplete')}</th>
              <th className={classes.right}>{t('archive.colSize')}</th>
              <th>
                <span className="visually-hidden">{t('archive.download')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {record.tracks.map((track) => (
              <TrackRow key={track.id} record={record} track={track} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function TrackRow({ record, track }: { record: RecordDetail; track: RecordedTrack }) {
  const { t, language } = useLanguage();
  const figures = record.completeness.tracks[track.id] ?? { packets: 0, packets_lost: 0 };
  const missing_s = track.gaps.reduce((sum, [from, to]) => sum + (to - from), 0) / 1000;
  const label = `${track.name} · ${t(`archive.${track.source}`)}`;
  return (
    <tr>
      <td>
        <strong>{track.name}</strong>
        <small>
          {t(`archive.${track.source}`)} · {track.codec}
        </small>
      </td>
      <td className="figures">
        {clockText(track.start_ms)}–{clockText(track.end_ms)}
        {track.gaps.length > 0 && (
          <small>{t('archive.gapsOf', { n: track.gaps.length, time: spanText(missing_s, t) })}</small>
        )}
      </td>
      <td data-grade={grade(figures)} className={classes.grade}>
        {t(`archive.${grade(figures)}`, { share: percentText(figures, language) })}
      </td>
      <td className={`figures ${classes.right}`}>{sizeText(track.size, language)}</td>
      <td className={classes.right}>
        <Tooltip label={t('archive.downloadOf', { name: label })}>
          <ActionIcon
            component="a"
            href={archive.trackUrl(record.meeting.id, track.id, true)}
            download
            variant="subtle"
            size="lg"
            aria-label={t('archive.downloadOf', { name: label })}
          >
            <IconDownload size={20} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </td>
    </tr>
  );
}
