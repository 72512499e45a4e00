// The page in front of everyone (or the one this reader browses), crisp, with the last one kept until the next is drawn.
import { Button, Loader, Progress } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { IconArrowBackUp, IconFileText, IconRefresh } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useT } from '../../i18n';
import { useObservable } from '../../lib/observable';
import { type Place, shownPlace } from '../../papers/reading';
import type { Size } from '../../papers/shelf';
import { useMeetingView } from '../../stores/SeatProvider';
import classes from './PageView.module.css';
import { usePapers } from './PapersProvider';

interface Props {
  /** `width` fits the width and scrolls; `page` shows the whole page. */
  readonly fit?: 'page' | 'width';
  readonly zoom?: number;
}

export function PageView({ fit = 'page', zoom = 1 }: Props) {
  const t = useT();
  const view = useMeetingView();
  const { reading } = usePapers();
  const state = useObservable(reading);
  const { ref, width, height } = useElementSize();
  const place = shownPlace(state, view.front);
  const paper = place ? view.papers.items[place.paper] : undefined;
  const box = {
    width: Math.floor(width * zoom),
    height: fit === 'width' ? 100_000 : Math.floor(height * zoom),
  };
  return (
    <section className={classes.view} aria-label={t('meeting.page.title')}>
      <div className={classes.field} ref={ref} data-fit={fit} data-zoomed={zoom > 1 || undefined}>
        {place && box.width > 0 ? (
          <PageCanvas
            place={place}
            box={box}
            label={t('meeting.page.label', { page: place.page, title: paper?.title ?? '' })}
          />
        ) : (
          <div className={classes.none}>
            <IconFileText size={56} stroke={1.2} aria-hidden />
            <span>{t('meeting.page.none')}</span>
          </div>
        )}
      </div>
      {state.own && <BrowsingBar place={state.own} />}
    </section>
  );
}

function BrowsingBar({ place }: { place: Place }) {
  const t = useT();
  const { front } = useMeetingView();
  const { reading } = usePapers();
  return (
    <div className={classes.browsing} role="status">
      <span>
        {t('meeting.page.browsing', { page: place.page })}
        {front.paper !== null && ` · ${t('meeting.page.frontIs', { page: front.page })}`}
      </span>
      <Button
        size="compact-md"
        color="dark"
        leftSection={<IconArrowBackUp size={18} />}
        onClick={() => reading.follow()}
      >
        {t('meeting.page.return')}
      </Button>
    </div>
  );
}

type Drawing = 'drawing' | 'drawn' | 'failed';

function PageCanvas({ place, box, label }: { place: Place; box: Size; label: string }) {
  const t = useT();
  const { shelf } = usePapers();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [state, setState] = useState<Drawing>('drawing');
  const [turn, setTurn] = useState(0);
  const [seen, setSeen] = useState(false);
  const { paper, page } = place;
  const { width, height } = box;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `turn` draws again after a failure
  useEffect(() => {
    const stop = new AbortController();
    const density = window.devicePixelRatio || 1;
    setState('drawing');
    shelf
      .draw(paper, page, { width, height }, density, stop.signal)
      .then((drawn) => {
        if (stop.signal.aborted) return;
        show(canvas.current, drawn);
        setState('drawn');
        setSeen(true);
        for (const near of [page + 1, page - 1]) {
          if (near >= 1)
            void shelf.draw(paper, near, { width, height }, density, stop.signal).catch(() => undefined);
        }
      })
      .catch(() => {
        if (!stop.signal.aborted) setState('failed');
      });
    return () => stop.abort();
  }, [shelf, paper, page, width, height, turn]);
  return (
    <>
      <canvas
        ref={canvas}
        className={classes.canvas}
        role="img"
        aria-label={label}
        data-page={state === 'drawn' ? page : undefined}
        data-empty={!seen || undefined}
      />
      {state === 'drawing' && <Coming paper={paper} />}
      {state === 'failed' && (
        <div className={classes.failed} role="alert">
          <span>{t('meeting.page.failed')}</span>
          <Button leftSection={<IconRefresh size={18} />} onClick={() => setTurn(turn + 1)}>
            {t('common.retry')}
          </Button>
        </div>
      )}
    </>
  );
}

function show(target: HTMLCanvasElement | null, drawn: HTMLCanvasElement): void {
  if (!target) return;
  target.width = drawn.width;
  target.height = drawn.height;
  target.style.width = drawn.style.width;
  target.style.height = drawn.style.height;
  target.getContext('2d')?.drawImage(drawn, 0, 0);
}

/** How far the paper has come; drawn late, so that a quick page does not flicker. */
function Coming({ paper }: { paper: string }) {
  const t = useT();
  const { shelf } = usePapers();
  const progress = useObservable(shelf, (state) => state[paper]);
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 400);
    return () => clearTimeout(timer);
  }, []);
  if (!late) return null;
  const share = progress && progress.total > 0 ? Math.round((100 * progress.loaded) / progress.total) : null;
  return (
    <div className={classes.coming} role="status">
      {share === null || progress?.phase === 'ready' ? (
        <Loader size="sm" />
      ) : (
        <Progress value={share} w={180} aria-label={t('meeting.page.coming')} />
      )}
      <span>
        {t('meeting.page.coming')}
        {share !== null && progress?.phase === 'loading' ? ` ${share} %` : ''}
      </span>
    </div>
  );
}
