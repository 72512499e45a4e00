// The page with what a reader does: turn by oneself, zoom, read as large text, search, return to the presenter.
import { ActionIcon } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import {
  IconChevronLeft,
  IconChevronRight,
  IconFileText,
  IconSearch,
  IconTextSize,
  IconZoomIn,
  IconZoomOut,
} from '@tabler/icons-react';
import { type ReactNode, useRef, useState } from 'react';
import { useT } from '../../i18n';
import { useObservable } from '../../lib/observable';
import { shownPlace } from '../../papers/reading';
import { useMeetingView } from '../../stores/SeatProvider';
import { NoteTools } from '../notes/NoteTools';
import { ReaderTree } from '../papers/ReaderTree';
import { useKeyTable } from '../parts/Keys';
import { PageView } from '../parts/PageView';
import { PaperSearch } from '../parts/PaperSearch';
import { usePapers } from '../parts/PapersProvider';
import { ReflowText } from '../parts/ReflowText';
import classes from './PageReader.module.css';
import { clampZoom, usePinch } from './usePinch';

const STEP = 1.4;

export function PageReader() {
  const t = useT();
  const view = useMeetingView();
  const { reading } = usePapers();
  const place = shownPlace(useObservable(reading), view.front);
  const [zoom, setZoom] = useState(1);
  const [large, setLarge] = useState(false);
  const [searching, search] = useDisclosure(false);
  const field = useRef<HTMLDivElement>(null);
  usePinch(field, zoom, setZoom);
  const paper = place ? view.papers.items[place.paper] : undefined;
  const change = (factor: number) => () => setZoom((now) => clampZoom(now * factor));
  useKeyTable([
    {
      keys: ['PageUp', 'PageDown', '[', ']'],
      does: 'meeting.keys.browse',
      run: (key) => reading.step(view, key === 'PageUp' || key === '[' ? -1 : 1),
    },
    { keys: ['Home'], does: 'meeting.do.home', run: () => reading.follow() },
    {
      keys: ['+', '-'],
      does: 'meeting.keys.zoom',
      run: (key) => change(key === '+' ? STEP : 1 / STEP)(),
    },
    { keys: ['/'], does: 'page.search', run: search.open },
  ]);
  return (
    <div className={classes.reader}>
      <div className={classes.field} ref={field}>
        {large && place ? (
          <div className={classes.large}>
            <NoteTools place={place} above />
            <ReflowText place={place} zoom={zoom} title={paper?.title ?? ''} />
          </div>
        ) : (
          <PageView zoom={zoom} />
        )}
      </div>
      {view.papers.order.length > 0 && (
        <div className={`surface ${classes.bar}`}>
          <span className={classes.where}>
            <strong className={classes.title}>{paper?.title ?? t('meeting.page.papers')}</strong>
            {place && paper && (
              <span className="figures">
                {t('meeting.page.of', { page: place.page, pages: paper.pages })}
              </span>
            )}
          </span>
          <span className={classes.buttons}>
            <Press name={t('meeting.page.prev')} onClick={() => reading.step(view, -1)}>
              <IconChevronLeft size={26} />
            </Press>
            <Press name={t('meeting.page.next')} onClick={() => reading.step(view, 1)}>
              <IconChevronRight size={26} />
            </Press>
            <ReaderTree />
            <Press name={t('page.search')} onClick={search.open}>
              <IconSearch size={22} />
            </Press>
            <Press
              name={t(large ? 'page.largeOff' : 'page.large')}
              pressed={large}
              disabled={!place}
              onClick={() => setLarge(!large)}
            >
              {large ? <IconFileText size={22} /> : <IconTextSize size={22} />}
            </Press>
            <Press name={t('meeting.page.zoomOut')} disabled={zoom <= 1} onClick={change(1 / STEP)}>
              <IconZoomOut size={22} />
            </Press>
            <Press name={t('meeting.page.zoomIn')} disabled={zoom >= 5} onClick={change(STEP)}>
              <IconZoomIn size={22} />
            </Press>
          </span>
        </div>
      )}
      <PaperSearch
        opened={searching}
        onClose={search.close}
        onChoose={(found, words) => {
          reading.go({ paper: found.paper, page: found.page });
          reading.find(words);
        }}
      />
    </div>
  );
}

interface PressProps {
  readonly name: string;
  readonly pressed?: boolean;
  readonly disabled?: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

function Press({ name, pressed, disabled = false, onClick, children }: PressProps) {
  return (
    <ActionIcon
      size={44}
      variant={pressed ? 'filled' : 'default'}
      aria-label={name}
      aria-pressed={pressed}
      disabled={disabled}
      onClick={onClick}
    >
      {children}
    </ActionIcon>
  );
}
