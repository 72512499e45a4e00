// A page of a marked paper with marks and pointer over it: a picture from memory, which cannot be selected, dragged or
// saved by the menu; printing the window gives a notice. Its text is there for who has it read aloud.
import { Button } from '@mantine/core';
import { IconRefresh, IconVolume } from '@tabler/icons-react';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useT } from '../../i18n';
import { problemText } from '../../lib/problem';
import type { Size } from '../../papers/drawing';
import type { Sheet } from '../../papers/marked/pages';
import { rulesIn, rulesOf } from '../../papers/marked/rules';
import { placed, WHOLE } from '../../papers/marks';
import { useMeetingView } from '../../stores/SeatProvider';
import { usePapers } from '../parts/PapersProvider';
import page from '../parts/page/Page.module.css';
import { copy, type SheetProps } from '../parts/page/Sheet';
import classes from './Marked.module.css';
import { MarkedNotice } from './MarkedNotice';
import { usePrintGuard } from './usePrintGuard';

export function MarkedSheet(props: SheetProps) {
  const t = useT();
  const view = useMeetingView();
  const { onState } = props;
  const paper = view.papers.items[props.place.paper];
  const rules = rulesOf(paper, rulesIn(view));
  usePrintGuard(t('secrecy.noPrint'));
  const readable = paper !== undefined && rules.readable;
  useEffect(() => {
    if (!readable) onState('drawn');
  }, [readable, onState]);
  if (!readable) return <MarkedNotice>{t('secrecy.notForYou')}</MarkedNotice>;
  const sheet = { paper: paper.id, version: paper.version, page: props.place.page };
  return <Picture {...props} sheet={sheet} pages={paper.pages} label={`${rules.label} · ${props.label}`} />;
}

interface PictureProps extends SheetProps {
  readonly sheet: Sheet;
  readonly pages: number;
}

function Picture(props: PictureProps) {
  const { sheet, field, zoom, region, label, children } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const flows = zoom > 1;
  const deep = flows ? zoom : 1 / Math.max(region?.w ?? 1, region?.h ?? 1);
  const { natural, shown, problem, again } = usePicture(props, canvas, deep);
  const lying = natural && placed(natural, field, flows ? WHOLE : (region ?? WHOLE));
  const scale = flows ? zoom : 1;
  const size = lying && { width: lying.width * scale, height: lying.height * scale };
  return (
    <>
      <div
        className={page.sheet}
        data-empty={!size || undefined}
        data-flow={flows || undefined}
        style={size ? { ...size, ...(flows ? {} : { left: lying.left, top: lying.top }) } : undefined}
      >
        <canvas
          ref={canvas}
          className={`${page.canvas} ${classes.page}`}
          role="img"
          aria-label={label}
          data-page={shown === sheet.page ? shown : undefined}
          data-empty={!size || undefined}
          draggable={false}
          onContextMenu={(event) => event.preventDefault()}
          onDragStart={(event) => event.preventDefault()}
        />
        {size && children}
      </div>
      {problem !== null && <Failed problem={problem} onAgain={again} />}
      <ReadAloud key={`${sheet.paper} ${sheet.page}`} sheet={sheet} />
    </>
  );
}

function Failed({ problem, onAgain }: { problem: unknown; onAgain: () => void }) {
  const t = useT();
  return (
    <div className={classes.failed} role="alert">
      <MarkedNotice>{problemText(problem, t)}</MarkedNotice>
      <Button leftSection={<IconRefresh size={18} />} onClick={onAgain}>
        {t('common.retry')}
      </Button>
    </div>
  );
}

/** Draws the page and, once it is there, fetches the next one into memory. */
function usePicture(
  { sheet, pages, field, onState }: PictureProps,
  canvas: RefObject<HTMLCanvasElement | null>,
  deep: number,
) {
  const { holdings } = usePapers();
  const [natural, setNatural] = useState<Size | null>(null);
  const [shown, setShown] = useState<number | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const [turn, setTurn] = useState(0);
  const { paper, version, page: number } = sheet;
  const { width, height } = field;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `turn` asks again after a failure
  useEffect(() => {
    const stop = new AbortController();
    const density = Math.min(2, window.devicePixelRatio || 1);
    const box = { width: Math.floor(width * deep), height: Math.floor(height * deep) };
    setProblem(null);
    onState('drawing');
    const draw = async () => {
      const wanted = { paper, version, page: number };
      const drawn = await holdings.marked.draw(wanted, box, density, stop.signal);
      if (stop.signal.aborted) return;
      copy(drawn, canvas.current);
      setNatural({ width: drawn.width, height: drawn.height });
      setShown(number);
      onState('drawn');
      if (number < pages) await holdings.marked.prefetch({ ...wanted, page: number + 1 }, box, density);
    };
    draw().catch((reason: unknown) => {
      if (stop.signal.aborted) return;
      setProblem(reason);
      onState('drawn');
    });
    return () => stop.abort();
  }, [holdings, paper, version, number, pages, width, height, deep, turn, onState, canvas]);
  return { natural, shown, problem, again: () => setTurn(turn + 1) };
}

/** The page's text for screen readers, asked for on purpose: each time is noted as an opening. */
function ReadAloud({ sheet }: { sheet: Sheet }) {
  const t = useT();
  const { holdings } = usePapers();
  const [text, setText] = useState<string | null>(null);
  const read = () =>
    void holdings.marked.text(sheet).then(setText, (problem: unknown) => setText(problemText(problem, t)));
  return (
    <div className={classes.aloud}>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconVolume size={16} aria-hidden />}
        onClick={read}
      >
        {t('secrecy.readText')}
      </Button>
      {text !== null && (
        <div className="visually-hidden" role="status">
          {text || t('secrecy.noText')}
        </div>
      )}
    </div>
  );
}
