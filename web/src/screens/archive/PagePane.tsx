// The page that was in front at this second: its small picture at once, the crisp page as soon as it is drawn.
import { useElementSize } from '@mantine/hooks';
import { IconFileOff } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { mediaUrl, type PageMark } from '../../api/archive';
import { useT } from '../../i18n';
import { PaperShelf } from '../../papers/shelf';
import classes from './Stage.module.css';

interface Props {
  readonly meeting: string;
  readonly page: PageMark | null;
}

export function PagePane({ meeting, page }: Props) {
  const t = useT();
  const [shelf] = useState(() => new PaperShelf(meeting));
  const number = page?.page ?? 1;
  return (
    <section className={classes.page} aria-label={t('archive.layoutPage')}>
      {page?.paper ? (
        <>
          {page.url && <img className={classes.paper} src={mediaUrl(page.url)} alt="" />}
          <Crisp shelf={shelf} paper={page.paper} page={number} label={t('archive.pageOf', { n: number })} />
          <span className={classes.number}>{t('archive.pageOf', { n: number })}</span>
        </>
      ) : (
        <div className={classes.empty}>
          <IconFileOff size={56} stroke={1.2} aria-hidden />
          <span>{t('archive.noPage')}</span>
        </div>
      )}
    </section>
  );
}

interface CrispProps {
  readonly shelf: PaperShelf;
  readonly paper: string;
  readonly page: number;
  readonly label: string;
}

/** Hidden until it shows the page asked for; when the paper cannot be had, the small picture stays. */
function Crisp({ shelf, paper, page, label }: CrispProps) {
  const { ref, width, height } = useElementSize();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [drawn, setDrawn] = useState('');
  const wanted = `${paper} ${page}`;
  useEffect(() => {
    if (width === 0 || height === 0) return;
    const stop = new AbortController();
    const box = { width: Math.floor(width), height: Math.floor(height) };
    shelf.draw(paper, page, box, window.devicePixelRatio || 1, stop.signal).then(
      (from) => {
        if (stop.signal.aborted || !canvas.current) return;
        canvas.current.width = from.width;
        canvas.current.height = from.height;
        canvas.current.getContext('2d')?.drawImage(from, 0, 0);
        setDrawn(`${paper} ${page}`);
      },
      () => setDrawn(''),
    );
    return () => stop.abort();
  }, [shelf, paper, page, width, height]);
  return (
    <div className={classes.paper} ref={ref}>
      <canvas
        ref={canvas}
        className={classes.crisp}
        role="img"
        aria-label={label}
        hidden={drawn !== wanted}
      />
    </div>
  );
}
