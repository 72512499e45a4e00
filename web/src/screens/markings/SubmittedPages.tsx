// The pages of a marked paper that waits for the desk, before it is approved: pictures with the reader's name, as in the
// meeting, each opening noted.
import { Button, Group, Loader, Text } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconRefresh } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { Submission } from '../../api/submissions';
import { Dialog } from '../../components/Dialog';
import { useT } from '../../i18n';
import { problemText } from '../../lib/problem';
import { MarkedPages } from '../../papers/marked/pages';
import { markedWorld } from '../../papers/marked/world';
import { useSeat } from '../../stores/SeatProvider';
import { copy } from '../parts/page/Sheet';
import classes from './Marked.module.css';
import { MarkedNotice } from './MarkedNotice';
import { usePrintGuard } from './usePrintGuard';

interface Props {
  readonly one: Submission;
  readonly onClose: () => void;
}

export function SubmittedPages({ one, onClose }: Props) {
  const t = useT();
  const [page, setPage] = useState(1);
  const pages = one.file?.pages ?? 1;
  const turn = (by: number) => setPage(Math.min(pages, Math.max(1, page + by)));
  usePrintGuard(t('secrecy.noPrint'));
  return (
    <Dialog
      onClose={onClose}
      title={one.title}
      size="auto"
      onKeyDown={(event) => {
        if (event.key === 'ArrowRight') turn(1);
        if (event.key === 'ArrowLeft') turn(-1);
      }}
    >
      <Group justify="center" mb="sm">
        <Button
          variant="default"
          disabled={page <= 1}
          leftSection={<IconChevronLeft size={18} aria-hidden />}
          onClick={() => turn(-1)}
        >
          {t('meeting.page.prev')}
        </Button>
        <Text role="status">{t('secrecy.pageOf', { n: page, pages })}</Text>
        <Button
          variant="default"
          disabled={page >= pages}
          rightSection={<IconChevronRight size={18} aria-hidden />}
          onClick={() => turn(1)}
        >
          {t('meeting.page.next')}
        </Button>
      </Group>
      <Page one={one} page={page} label={`${one.title} · ${t('secrecy.pageOf', { n: page, pages })}`} />
    </Dialog>
  );
}

/** As wide as it is read well; the dialog scrolls. */
function room() {
  const width = Math.max(240, Math.min(900, window.innerWidth - 96));
  return { width, height: width * 1.5 };
}

function Page({ one, page, label }: { one: Submission; page: number; label: string }) {
  const t = useT();
  const { id, meeting } = useSeat();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [marked] = useState(
    () =>
      new MarkedPages(
        id,
        markedWorld(id, () => meeting.lineName()),
      ),
  );
  const [problem, setProblem] = useState<unknown>(null);
  const [shown, setShown] = useState<number | null>(null);
  const [attempt, setAttempt] = useState(0);
  const { paper, version } = one;
  useEffect(() => () => marked.clear(), [marked]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` asks again after a failure
  useEffect(() => {
    const stop = new AbortController();
    const density = Math.min(2, window.devicePixelRatio || 1);
    setProblem(null);
    marked
      .draw({ paper, version, page }, room(), density, stop.signal)
      .then((drawn) => {
        copy(drawn, canvas.current);
        if (canvas.current) canvas.current.style.width = drawn.style.width;
        setShown(page);
      })
      .catch((reason: unknown) => {
        if (!stop.signal.aborted) setProblem(reason);
      });
    return () => stop.abort();
  }, [marked, paper, version, page, attempt]);
  return (
    <div className={classes.sheet}>
      {shown !== page && problem === null && (
        <div role="status" className={classes.coming}>
          <Loader aria-label={t('common.loading')} />
        </div>
      )}
      <canvas
        ref={canvas}
        className={`${classes.page} ${classes.submitted}`}
        role="img"
        aria-label={label}
        data-page={shown === page ? page : undefined}
        data-old={shown !== page || undefined}
        hidden={problem !== null || shown === null}
        draggable={false}
        onContextMenu={(event) => event.preventDefault()}
        onDragStart={(event) => event.preventDefault()}
      />
      {problem !== null && (
        <div role="alert" className={classes.unopened}>
          <MarkedNotice>{problemText(problem, t)}</MarkedNotice>
          <Button leftSection={<IconRefresh size={18} />} onClick={() => setAttempt(attempt + 1)}>
            {t('common.retry')}
          </Button>
        </div>
      )}
    </div>
  );
}
