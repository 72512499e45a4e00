// Ties the engine to the screen: stage, timeline, controls, chapters and keys.
import { useEffect, useMemo, useRef, useState } from 'react';
import type { RecordDetail } from '../../api/archive';
import { useT } from '../../i18n';
import { useObservable } from '../../lib/observable';
import { Notice } from '../home/Notice';
import { RecordNotes } from '../notes/RecordNotes';
import { ChapterList } from './ChapterList';
import { Controls } from './Controls';
import { PlayerEngine, RATES } from './engine';
import { type PlayerKey, playerKey } from './keys';
import classes from './Player.module.css';
import { nextChapter, previousChapter } from './recordTime';
import { Sounds } from './Sounds';
import { type Layout, Stage } from './Stage';
import { Timeline } from './Timeline';

const LAYOUTS: readonly Layout[] = ['both', 'speaker', 'page'];

export function Player({ record }: { record: RecordDetail }) {
  const t = useT();
  const engine = useEngine(record.duration_ms);
  const [layout, setLayout] = useState<Layout>('both');
  const frame = useRef<HTMLDivElement>(null);
  const position = useObservable(engine, (state) => state.position_ms);
  const blocked = useObservable(engine, (state) => state.blocked);
  const broken = useObservable(engine, (state) => state.broken);
  const act = useMemo(() => actions(engine, record, setLayout), [engine, record]);
  usePlayerKeys(act);
  const names = record.tracks.filter((track) => broken.includes(track.id)).map((track) => track.name);
  return (
    <div className={classes.player} ref={frame}>
      <div className={classes.left}>
        <Stage record={record} engine={engine} position_ms={position} layout={layout} />
        <Sounds record={record} engine={engine} position_ms={position} />
        <Timeline record={record} position_ms={position} onSeek={engine.seek} />
        <Controls
          record={record}
          engine={engine}
          act={act}
          layout={layout}
          onLayout={setLayout}
          onFullscreen={() => toggleFullscreen(frame.current)}
        />
        {blocked && <Notice tone="warn" title={t('archive.blocked')} />}
        {names.length > 0 && (
          <Notice tone="warn" title={t('archive.trackBroken', { names: names.join(', ') })} />
        )}
      </div>
      <ChapterList chapters={record.chapters} position_ms={position} onSeek={engine.seek} />
      <div className={classes.notes}>
        <RecordNotes record={record} onSeek={engine.seek} />
      </div>
    </div>
  );
}

function useEngine(duration_ms: number): PlayerEngine {
  const [engine] = useState(() => new PlayerEngine(duration_ms));
  useEffect(() => {
    engine.start();
    return () => engine.stop();
  }, [engine]);
  return engine;
}

/** Does what a key or a button asks for. */
export type Act = (key: PlayerKey) => void;

function actions(
  engine: PlayerEngine,
  record: RecordDetail,
  setLayout: (change: (now: Layout) => Layout) => void,
): Act {
  const rate = (step: number) => {
    const index = RATES.indexOf(engine.get().rate as (typeof RATES)[number]);
    const next = RATES[index + step];
    if (next !== undefined) engine.setRate(next);
  };
  return (key) => {
    switch (key.act) {
      case 'toggle':
        return engine.toggle();
      case 'skip':
        return engine.skip(key.by_ms);
      case 'next':
        return engine.seek(nextChapter(record.chapters, engine.position()) ?? record.duration_ms);
      case 'previous':
        return engine.seek(previousChapter(record.chapters, engine.position()));
      case 'mute':
        return engine.setVolume(engine.get().volume, !engine.get().muted);
      case 'start':
        return engine.seek(0);
      case 'end':
        return engine.seek(record.duration_ms);
      case 'part':
        return engine.seek(record.duration_ms * key.share);
      case 'faster':
        return rate(1);
      case 'slower':
        return rate(-1);
      case 'layout':
        return setLayout((now) => LAYOUTS[(LAYOUTS.indexOf(now) + 1) % LAYOUTS.length] ?? 'both');
    }
  };
}

function usePlayerKeys(act: Act): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const target = event.target instanceof HTMLElement ? event.target : document.body;
      const key = playerKey(event, target.tagName, target.getAttribute('role'));
      if (!key) return;
      event.preventDefault();
      act(key);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [act]);
}

function toggleFullscreen(element: HTMLElement | null): void {
  if (document.fullscreenElement) void document.exitFullscreen();
  else void element?.requestFullscreen?.();
}
