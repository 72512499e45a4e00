// The page in front of everyone (or the one this reader browses) with what the presenter shows on it.
import { Button, Loader, Progress } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { IconArrowBackUp, IconFileText, IconRefresh, IconX } from '@tabler/icons-react';
import { useCallback, useEffect, useState } from 'react';
import { useLanguage, useT } from '../../i18n';
import { formatPercent } from '../../lib/format';
import { useObservable } from '../../lib/observable';
import { isPaged, isRecalled, rulesIn, rulesOf } from '../../papers/marked/rules';
import { wordsOf } from '../../papers/marked/watermark';
import { type Place, shownPlace } from '../../papers/reading';
import { useMeetingView, useSeat } from '../../stores/SeatProvider';
import { MarkedNotice } from '../markings/MarkedNotice';
import { MarkedSheet } from '../markings/MarkedSheet';
import { Watermark } from '../markings/Watermark';
import { type Laid, NoteLayer } from '../notes/NoteLayer';
import { NoteTools } from '../notes/NoteTools';
import { PaperNotice } from '../papers/PaperNotice';
import classes from './PageView.module.css';
import { usePapers } from './PapersProvider';
import { Marks, Pointer } from './page/Marks';
import page from './page/Page.module.css';
import { type Drawing, Sheet } from './page/Sheet';
import { Tools } from './page/Tools';
import type { Tool } from './page/tools';
import { usePen } from './page/usePen';

interface Props {
  /** How much larger than fitted this reader wants the page. */
  readonly zoom?: number;
}

export function PageView({ zoom = 1 }: Props) {
  const t = useT();
  const view = useMeetingView();
  const { reading } = usePapers();
  const state = useObservable(reading);
  const { ref, width, height } = useElementSize();
  const place = shownPlace(state, view.front);
  const paper = place ? view.papers.items[place.paper] : undefined;
  const rules = rulesOf(paper, rulesIn(view));
  return (
    <section className={classes.view} aria-label={t('meeting.page.title')}>
      <PaperNotice paper={paper} />
      <div className={classes.area}>
        <div className={classes.field} ref={ref} data-zoomed={zoom > 1 || undefined}>
          {place && isRecalled(view, place.paper) ? (
            <MarkedNotice>{t('secrecy.recalledPage')}</MarkedNotice>
          ) : place && width > 0 && height > 0 ? (
            <Shown place={place} field={{ width, height }} zoom={zoom} follows={state.own === null} />
          ) : (
            <div className={classes.none}>
              <IconFileText size={56} stroke={1.2} aria-hidden />
              <span>{t('meeting.page.none')}</span>
            </div>
          )}
        </div>
        <NoteTools place={paper && !isRecalled(view, paper.id) ? place : null} />
        {paper && rules.watermark && rules.readable && !isRecalled(view, paper.id) && (
          <Watermark lines={wordsOf(view, rules.label)} field={{ width, height }} />
        )}
      </div>
      {(state.own || state.words) && <BrowsingBar place={state.own} words={state.words} />}
    </section>
  );
}

interface ShownProps {
  readonly place: Place;
  readonly field: { readonly width: number; readonly height: number };
  readonly zoom: number;
  readonly follows: boolean;
}

function Shown({ place, field, zoom, follows }: ShownProps) {
  const t = useT();
  const view = useMeetingView();
  const { meeting } = useSeat();
  const { reading } = usePapers();
  const words = useObservable(reading, (state) => state.words);
  const presented = useObservable(meeting.aids, (aids) => aids.zoom);
  const [state, setState] = useState<Drawing>('drawing');
  const [attempt, setAttempt] = useState(0);
  const [laid, setLaid] = useState<Laid | null>(null);
  const onLaid = useCallback((element: HTMLElement | null) => setLaid(element && { element }), []);
  const [taken, setTool] = useState<Tool>('none');
  const [tint, setTint] = useState(0);
  const may = follows && view.front.paper !== null && (view.me.may_present || view.me.may_mark === true);
  const tool: Tool = !may ? 'none' : taken === 'none' && presented && view.me.may_present ? 'move' : taken;
  const pen = usePen(tool, tint);
  useEffect(() => {
    if (!may) setTool('none');
  }, [may]);
  const paper = view.papers.items[place.paper];
  const title = paper?.title ?? '';
  const Page = isPaged(paper, rulesIn(view)) ? MarkedSheet : Sheet;
  return (
    <>
      <Page
        place={place}
        field={field}
        zoom={zoom}
        region={follows ? presented : null}
        label={t('meeting.page.label', { page: place.page, title })}
        words={words}
        inert={tool !== 'none'}
        attempt={attempt}
        onState={setState}
        onLaid={onLaid}
      >
        {follows && <Marks />}
        {follows && <Pointer />}
        {state === 'drawn' && <NoteLayer place={place} laid={tool === 'none' ? laid : null} />}
        {tool !== 'none' && (
          <div
            className={page.surface}
            data-tool={tool}
            onPointerDown={pen.down}
            onPointerMove={pen.move}
            onPointerUp={pen.up}
            onPointerCancel={pen.up}
            onPointerLeave={pen.leave}
          />
        )}
      </Page>
      {may && <Tools tool={taken} onTool={setTool} tint={tint} onTint={setTint} />}
      {state === 'drawing' && <Coming paper={place.paper} />}
      {state === 'failed' && (
        <div className={classes.failed} role="alert">
          <span>{t('meeting.page.failed')}</span>
          <Button leftSection={<IconRefresh size={18} />} onClick={() => setAttempt(attempt + 1)}>
            {t('common.retry')}
          </Button>
        </div>
      )}
    </>
  );
}

function BrowsingBar({ place, words }: { place: Place | null; words: string | null }) {
  const t = useT();
  const { front } = useMeetingView();
  const { reading } = usePapers();
  return (
    <div className={classes.browsing} role="status">
      {place && (
        <span>
          {t('meeting.page.browsing', { page: place.page })}
          {front.paper !== null && ` · ${t('meeting.page.frontIs', { page: front.page })}`}
        </span>
      )}
      {words && (
        <Button
          size="compact-md"
          variant="default"
          rightSection={<IconX size={16} />}
          onClick={() => reading.find(null)}
        >
          {t('page.searchEnd')}: “{words}”
        </Button>
      )}
      {place && (
        <Button
          size="compact-md"
          color="dark"
          leftSection={<IconArrowBackUp size={18} />}
          onClick={() => reading.follow()}
        >
          {t('meeting.page.return')}
        </Button>
      )}
    </div>
  );
}

/** How far the paper has come; drawn late, so that a quick page does not flicker. */
function Coming({ paper }: { paper: string }) {
  const { t, language } = useLanguage();
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
        {share !== null && progress?.phase === 'loading' ? ` ${formatPercent(share / 100, language)}` : ''}
      </span>
    </div>
  );
}
