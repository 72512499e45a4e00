// The way through a record: agenda items with the turns inside them. The present one is marked and kept in sight.
import { UnstyledButton } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { Chapter } from '../../api/archive';
import { useT } from '../../i18n';
import classes from './ChapterList.module.css';
import { chapterIndexAt, clockText } from './recordTime';

interface Props {
  readonly chapters: readonly Chapter[];
  readonly position_ms: number;
  readonly onSeek: (to_ms: number) => void;
}

export function ChapterList({ chapters, position_ms, onSeek }: Props) {
  const t = useT();
  const now = chapterIndexAt(chapters, position_ms);
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const box = list.current;
    const row = box?.children[now];
    if (!box || !(row instanceof HTMLElement)) return;
    box.scrollTo({ top: row.offsetTop - box.clientHeight / 3, behavior: 'smooth' });
  }, [now]);
  return (
    <nav className={`surface ${classes.panel}`} aria-label={t('archive.chapters')}>
      <h2 className={classes.head}>{t('archive.chapters')}</h2>
      {chapters.length === 0 && <p className={classes.none}>{t('archive.noChapters')}</p>}
      <ol className={classes.list} ref={list}>
        {chapters.map((chapter, index) => (
          <li key={`${chapter.at_ms}-${chapter.kind}-${chapter.title}`}>
            <UnstyledButton
              className={classes.row}
              data-kind={chapter.kind}
              aria-current={index === now ? 'true' : undefined}
              onClick={() => onSeek(chapter.at_ms)}
            >
              <span className={`figures ${classes.at}`}>{clockText(chapter.at_ms)}</span>
              <span className={classes.title}>
                {chapter.title}
                {chapter.internal && chapter.kind === 'agenda' && (
                  <span className={classes.internal}>{t('agenda.internal')}</span>
                )}
              </span>
            </UnstyledButton>
          </li>
        ))}
      </ol>
    </nav>
  );
}
