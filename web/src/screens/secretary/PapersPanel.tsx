// Papers: the tree by agenda item, what waits to be approved, and how far they all are.
import { Loader, SegmentedControl } from '@mantine/core';
import { IconFiles } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { type PaperFile, papers } from '../../api/papers';
import { submissions } from '../../api/submissions';
import type { Paper } from '../../api/view';
import { useT } from '../../i18n';
import { type Branch, paperTree } from '../../papers/tree';
import { useMeetingView, useSeat } from '../../stores/SeatProvider';
import { Empty, LoadFailed } from '../home/Notice';
import { GoneMarked } from '../markings/GoneMarked';
import { DueEditor } from '../papers/DueEditor';
import { HallsHeld } from '../papers/HallsHeld';
import { ReadinessBoard } from '../papers/ReadinessBoard';
import { ReviewList, toReview } from '../papers/ReviewList';
import { useReceipts } from '../papers/receipts';
import { PaperRow } from './PaperRow';
import classes from './PapersPanel.module.css';
import { Unfinished } from './Unfinished';
import { UploadRow } from './UploadRow';
import { UploadZone } from './UploadZone';
import type { Uploads } from './useUploads';

const LOOK_MS = 1_500;
const REVIEW_MS = 8_000;
type Shown = 'tree' | 'review' | 'readiness' | 'held';

export function PapersPanel({ uploads }: { uploads: Uploads }) {
  const t = useT();
  const { id } = useSeat();
  const view = useMeetingView();
  const [shown, setShown] = useState<Shown>('tree');
  const sent = useQuery({
    queryKey: ['submissions', id],
    queryFn: () => submissions.list(id),
    refetchInterval: (query) =>
      query.state.data?.submissions.some((one) => one.file?.state === 'checking') ? LOOK_MS : REVIEW_MS,
  });
  useOnChange(view.papers, sent.refetch);
  const waiting = toReview(sent.data?.submissions ?? []).length;
  const { settle } = uploads;
  useEffect(() => {
    // What is asked for its marking goes on among those that wait for the desk.
    for (const one of sent.data?.submissions ?? []) if (one.asks) settle(one.paper);
  }, [sent.data, settle]);
  return (
    <div className={classes.panel}>
      <div className={classes.views}>
        <SegmentedControl
          className={classes.kinds ?? ''}
          aria-label={t('papers.views')}
          value={shown}
          onChange={(value) => setShown(value as Shown)}
          data={[
            { value: 'tree', label: t('papers.viewTree') },
            { value: 'review', label: t('papers.viewReview') + (waiting > 0 ? ` (${waiting})` : '') },
            { value: 'readiness', label: t('papers.viewReadiness') },
            { value: 'held', label: t('page.held.view') },
          ]}
        />
        <DueEditor item={null} />
      </div>
      {shown === 'tree' && <Tree uploads={uploads} />}
      {shown === 'review' && <ReviewList found={sent} />}
      {shown === 'readiness' && <ReadinessBoard />}
      {shown === 'held' && <HallsHeld />}
    </div>
  );
}

function Tree({ uploads }: { uploads: Uploads }) {
  const t = useT();
  const { id } = useSeat();
  const view = useMeetingView();
  const found = useQuery({
    queryKey: ['papers', id],
    queryFn: () => papers.list(id),
    refetchInterval: ({ state: { data, status } }) =>
      status === 'error' || data?.some((one) => one.state === 'checking') ? LOOK_MS : false,
  });
  useOnChange(view.papers, found.refetch);
  useOnChange(uploads.queue.filter((one) => one.paper).length, found.refetch);
  const { settle } = uploads;
  useEffect(() => {
    // From here on the list itself shows the paper; the upload has nothing more to say.
    for (const paper of found.data ?? []) settle(paper.id);
  }, [found.data, settle]);
  const list = found.data ?? [];
  const coming = list.filter((one) => !(one.id in view.papers.items));
  const empty = view.papers.order.length + list.length + uploads.queue.length === 0;
  const refetch = () => void found.refetch();
  return (
    <>
      <UploadZone uploads={uploads} />
      <Unfinished uploads={uploads} />
      {uploads.queue.length > 0 && (
        <ul className={classes.list}>
          {uploads.queue.map((upload) => (
            <UploadRow key={upload.key} upload={upload} uploads={uploads} />
          ))}
        </ul>
      )}
      {found.isPending && <Loader mx="auto" aria-label={t('common.loading')} />}
      {found.isError && list.length === 0 && (
        <LoadFailed title={t('secretary.papersFailed')} problem={found.error} retry={found.refetch} />
      )}
      {empty && !found.isPending && (
        <Empty icon={IconFiles} title={t('secretary.papersEmpty')} help={t('secretary.papersEmptyHelp')} />
      )}
      {coming.length > 0 && (
        <ul className={classes.list}>
          {coming.map((file) => (
            <PaperRow key={file.id} file={file} receipts={[]} onRemoved={refetch} />
          ))}
        </ul>
      )}
      <Branches files={list} onRemoved={refetch} />
      {['chair', 'secretary'].includes(view.me.role) && <GoneMarked />}
    </>
  );
}

/** Acts when what it watches has become another, not at first. */
function useOnChange(watched: unknown, act: () => unknown): void {
  const last = useRef(watched);
  useEffect(() => {
    if (last.current === watched) return;
    last.current = watched;
    act();
  }, [watched, act]);
}

function Branches({ files, onRemoved }: { files: readonly PaperFile[]; onRemoved: () => void }) {
  const view = useMeetingView();
  const receipts = useReceipts().data ?? [];
  const row = (paper: Paper, among: readonly Paper[]) => (
    <PaperRow
      key={paper.id}
      paper={paper}
      file={files.find(({ id }) => id === paper.id)}
      among={among}
      receipts={receipts}
      onRemoved={onRemoved}
    />
  );
  return paperTree(view, true).map((branch) => (
    <section key={branch.item?.id ?? ''} className={classes.branch}>
      <BranchHead branch={branch} />
      <ul className={classes.list}>{branch.papers.map((paper) => row(paper, branch.papers))}</ul>
    </section>
  ));
}

function BranchHead({ branch: { item, place, papers: there } }: { branch: Branch }) {
  const t = useT();
  const { sites, officers, delegates } = useMeetingView();
  const named = (seat: string) =>
    sites[seat]?.short_name ??
    officers[seat]?.name ??
    Object.values(delegates).find((one) => one.seat === seat)?.name ??
    '';
  const names = (item?.seats ?? []).map(named).filter(Boolean).join(', ');
  const facts = [
    item && place === null ? t('papers.postponedItem') : '',
    names ? t('papers.responsible', { names }) : '',
    there.length === 0 ? t('papers.none') : '',
  ];
  return (
    <header className={classes.head}>
      <h3>
        {place !== null && <span className="figures">{place}. </span>}
        {item ? item.title : t('papers.wholeMeeting')}
        <small>{facts.filter(Boolean).join(' · ')}</small>
      </h3>
      {item && <DueEditor item={item} />}
    </header>
  );
}
