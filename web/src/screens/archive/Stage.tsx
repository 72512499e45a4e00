// What is seen at this second: the speaker's picture or shared screen with the name, and the page in front.
import { Loader } from '@mantine/core';
import { IconPlayerPlayFilled, IconUser, IconVideoOff } from '@tabler/icons-react';
import { useCallback, useMemo } from 'react';
import { mediaUrl, type RecordDetail, type RecordedTrack } from '../../api/archive';
import { useT } from '../../i18n';
import { useObservable } from '../../lib/observable';
import type { PlayerEngine } from './engine';
import { PagePane } from './PagePane';
import { pageAt, programAt, videosAround } from './recordTime';
import classes from './Stage.module.css';

export type Layout = 'both' | 'speaker' | 'page';
const AHEAD_MS = 8_000;

interface Props {
  readonly record: RecordDetail;
  readonly engine: PlayerEngine;
  readonly position_ms: number;
  readonly layout: Layout;
}

export function Stage({ record, engine, position_ms, layout }: Props) {
  const page = pageAt(record.pages, position_ms);
  return (
    <div className={classes.stage} data-layout={layout}>
      <SpeakerPane record={record} engine={engine} position_ms={position_ms} />
      <PagePane meeting={record.meeting.id} page={page} />
    </div>
  );
}

function SpeakerPane({ record, engine, position_ms }: Omit<Props, 'layout'>) {
  const t = useT();
  const span = programAt(record.program, position_ms);
  const second = Math.floor(position_ms / 1000) * 1000;
  const videos = useMemo(() => videosAround(record, second, AHEAD_MS), [record, second]);
  const playing = useObservable(engine, (state) => state.playing);
  const waiting = useObservable(engine, (state) => state.waiting);
  const front = videos.find((track) => track.id === span?.video);
  return (
    <section className={classes.speaker} aria-label={t('archive.layoutSpeaker')}>
      {videos.map((track) => (
        <Picture key={track.id} track={track} engine={engine} front={track === front} />
      ))}
      {!front && (
        <div className={classes.none}>
          {span ? (
            <IconUser size={72} stroke={1.2} aria-hidden />
          ) : (
            <IconVideoOff size={72} stroke={1.2} aria-hidden />
          )}
          <span>{t('archive.noPicture')}</span>
        </div>
      )}
      <button
        type="button"
        className={classes.press}
        onClick={engine.toggle}
        tabIndex={-1}
        aria-label={t(playing ? 'archive.pause' : 'archive.playRecord')}
      >
        {!playing && (
          <span className={classes.big}>
            <IconPlayerPlayFilled size={44} aria-hidden />
          </span>
        )}
      </button>
      {span && (
        <div className={classes.caption}>
          <strong>{span.name}</strong>
          {span.title && span.title !== span.name && <span>{span.title}</span>}
          {front?.source === 'screen_share' && <span>{t('archive.screenOf', { name: front.name })}</span>}
        </div>
      )}
      {waiting && (
        <div className={classes.waiting} role="status">
          <Loader size="xs" color="white" /> {t('archive.waiting')}
        </div>
      )}
    </section>
  );
}

function Picture({ track, engine, front }: { track: RecordedTrack; engine: PlayerEngine; front: boolean }) {
  const adopt = useCallback(
    (element: HTMLVideoElement | null) => (element ? engine.adopt(track, element) : undefined),
    [engine, track],
  );
  return (
    // biome-ignore lint/a11y/useMediaCaption: a recording of a meeting; the proceedings are its text
    <video
      ref={adopt}
      src={mediaUrl(track.url)}
      className={classes.video}
      data-front={front}
      preload="auto"
      playsInline
    />
  );
}
