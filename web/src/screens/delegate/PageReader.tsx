// The page with what a reader does: turn by oneself, zoom with buttons or two fingers, return to the presenter.
import { ActionIcon } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconZoomIn, IconZoomOut } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useT } from '../../i18n';
import { useObservable } from '../../lib/observable';
import { shownPlace } from '../../papers/reading';
import { useMeetingView } from '../../stores/SeatProvider';
import { useKeyTable } from '../parts/Keys';
import { PageView } from '../parts/PageView';
import { usePapers } from '../parts/PapersProvider';
import classes from './PageReader.module.css';
import { clampZoom, usePinch } from './usePinch';

export function PageReader() {
  const t = useT();
  const view = useMeetingView();
  const { reading } = usePapers();
  const place = shownPlace(useObservable(reading), view.front);
  const [zoom, setZoom] = useState(1);
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
    { keys: ['+', '-'], does: 'meeting.keys.zoom', run: (key) => change(key === '+' ? 1.4 : 1 / 1.4)() },
  ]);
  return (
    <div className={classes.reader}>
      <div className={classes.field} ref={field}>
        <PageView zoom={zoom} />
      </div>
      {view.papers.order.length > 0 && (
        <div className={`surface ${classes.bar}`}>
          <ActionIcon
            size={44}
            variant="default"
            aria-label={t('meeting.page.prev')}
            onClick={() => reading.step(view, -1)}
          >
            <IconChevronLeft size={26} />
          </ActionIcon>
          <span className={classes.where}>
            <strong className={classes.title}>{paper?.title ?? t('meeting.page.papers')}</strong>
            {place && paper && (
              <span className="figures">
                {t('meeting.page.of', { page: place.page, pages: paper.pages })}
              </span>
            )}
          </span>
          <ActionIcon
            size={44}
            variant="default"
            aria-label={t('meeting.page.next')}
            onClick={() => reading.step(view, 1)}
          >
            <IconChevronRight size={26} />
          </ActionIcon>
          <ActionIcon
            size={44}
            variant="default"
            aria-label={t('meeting.page.zoomOut')}
            disabled={zoom <= 1}
            onClick={change(1 / 1.4)}
          >
            <IconZoomOut size={22} />
          </ActionIcon>
          <ActionIcon
            size={44}
            variant="default"
            aria-label={t('meeting.page.zoomIn')}
            disabled={zoom >= 5}
            onClick={change(1.4)}
          >
            <IconZoomIn size={22} />
          </ActionIcon>
        </div>
      )}
    </div>
  );
}
