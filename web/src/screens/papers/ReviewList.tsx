// What waits for the desk: look at it, approve it, or send it back with a reason; and what is still on its way.
import { Button, Loader } from '@mantine/core';
import { IconArrowBackUp, IconCheck, IconEye, IconInbox } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import { useState } from 'react';
import { papers } from '../../api/papers';
import { type Submission, type Submissions, submissions } from '../../api/submissions';
import { ReasonDialog } from '../../components/ReasonDialog';
import { type Key, useLanguage } from '../../i18n';
import { formatTime } from '../../lib/format';
import { notifyProblem } from '../../lib/notify';
import { isPaged } from '../../papers/marked/rules';
import { useMeetingView, useSeat } from '../../stores/SeatProvider';
import { Empty, LoadFailed } from '../home/Notice';
import { shortDayText } from '../home/times';
import { SubmittedPages } from '../markings/SubmittedPages';
import rows from '../secretary/PapersPanel.module.css';
import { DropDraft } from './DropDraft';
import { FileState } from './FileState';
import { PaperFacts } from './PaperFacts';
import { PaperThumb } from './PaperThumb';

/** Submissions the desk has something to do with. */
export function toReview(found: readonly Submission[]): Submission[] {
  return found.filter(({ state }) => state === 'submitted');
}

/** What the desk itself sent as a newer version, until it stands. */
function onTheWay(found: readonly Submission[]): Submission[] {
  return found.filter(
    ({ state, in_meeting, file }) => state === 'approved' && in_meeting && file?.state !== 'ready',
  );
}

export function ReviewList({ found }: { found: UseQueryResult<Submissions> }) {
  const { t } = useLanguage();
  if (found.isPending) return <Loader mx="auto" aria-label={t('common.loading')} />;
  // A look that failed changes nothing on the screen: a reason may be being typed in a row.
  if (!found.data)
    return <LoadFailed title={t('papers.listFailed')} problem={found.error} retry={found.refetch} />;
  const waiting = toReview(found.data.submissions);
  const coming = onTheWay(found.data.submissions);
  if (waiting.length + coming.length === 0)
    return <Empty icon={IconInbox} title={t('papers.reviewEmpty')} help={t('papers.reviewEmptyHelp')} />;
  return (
    <ul className={rows.list}>
      {[...coming, ...waiting].map((one) => (
        <ReviewRow key={`${one.paper} ${one.version}`} one={one} onDone={() => void found.refetch()} />
      ))}
    </ul>
  );
}

function ReviewRow({ one, onDone }: { one: Submission; onDone: () => void }) {
  const { t, language } = useLanguage();
  const { id: meeting } = useSeat();
  const { agenda, secrecy } = useMeetingView();
  const item = one.item ? agenda.items[one.item]?.title : t('papers.wholeMeeting');
  const when = one.submitted_at
    ? `${shortDayText(one.submitted_at, language)} ${formatTime(one.submitted_at, language)}`
    : '';
  return (
    <li className={rows.row}>
      <PaperThumb
        meeting={meeting}
        paper={one.paper}
        version={one.file?.state === 'ready' ? one.version : undefined}
        refused={one.file?.state === 'refused'}
        paged={one.asks || isPaged(one, secrecy.rules)}
      />
      <div className={rows.what}>
        <span className={rows.title}>{one.title}</span>
        <PaperFacts paper={one} more={[item ?? '', one.late ? t('papers.lateMark') : '']} />
        <span className={rows.detail}>
          {one.state === 'submitted' && t('papers.submittedAt', { unit: one.unit_name, time: when })}
          {one.in_meeting && ` · ${t('papers.newerOf', { n: one.version })}`}
          {one.note && ` · ${one.note}`}
        </span>
        <FileState file={one.file} />
        {one.asks && (
          <span className={rows.bad} role="alert">
            {t('secrecy.asks')}
          </span>
        )}
      </div>
      <Decide one={one} onDone={onDone} />
    </li>
  );
}

/** One press approves; where the first page says a marking, the press says which one holds. */
const ANSWERS: Readonly<Record<'plain' | 'asked', readonly { marking?: string; word: Key }[]>> = {
  plain: [{ word: 'papers.approve' }],
  asked: [
    { marking: 'confidential', word: 'secrecy.approveMarked' },
    { marking: 'normal', word: 'secrecy.approveNormal' },
  ],
};

/** The file in a tab of its own; of one that is marked, or may be, its pages here. */
function LookAt({ one }: { one: Submission }) {
  const { t } = useLanguage();
  const { id: meeting } = useSeat();
  const { secrecy } = useMeetingView();
  const [open, setOpen] = useState(false);
  const paged = one.asks || isPaged(one, secrecy.rules);
  const said = (
    <>
      {t(paged ? 'secrecy.lookAtPages' : 'papers.lookAt')}
      <span className="visually-hidden"> {one.title}</span>
    </>
  );
  const looks = {
    size: 'compact-sm',
    variant: 'subtle',
    leftSection: <IconEye size={16} aria-hidden />,
  } as const;
  if (!paged)
    return (
      <Button
        component="a"
        href={papers.fileUrl(meeting, one.paper, one.version)}
        target="_blank"
        rel="noreferrer"
        {...looks}
      >
        {said}
      </Button>
    );
  return (
    <>
      <Button {...looks} onClick={() => setOpen(true)}>
        {said}
      </Button>
      {open && <SubmittedPages one={one} onClose={() => setOpen(false)} />}
    </>
  );
}

function Decide({ one, onDone }: { one: Submission; onDone: () => void }) {
  const { t } = useLanguage();
  const { id: meeting } = useSeat();
  const [busy, setBusy] = useState(false);
  const [back, setBack] = useState(false);
  const act = async (what: () => Promise<unknown>): Promise<boolean> => {
    setBusy(true);
    try {
      await what();
      return true;
    } catch (problem) {
      notifyProblem(problem, t);
      return false;
    } finally {
      setBusy(false);
      onDone();
    }
  };
  if (one.state === 'approved') {
    if (one.file?.state === 'checking') return <span />;
    return (
      <DropDraft
        one={one}
        size="compact-sm"
        busy={busy}
        onDrop={() => act(() => submissions.drop(meeting, one))}
      />
    );
  }
  return (
    <div className={rows.acts}>
      {one.file?.state === 'ready' && <LookAt one={one} />}
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconArrowBackUp size={16} aria-hidden />}
        onClick={() => setBack(true)}
      >
        {t('papers.sendBack')}
        <span className="visually-hidden"> {one.title}</span>
      </Button>
      {ANSWERS[one.asks ? 'asked' : 'plain'].map(({ marking, word }) => (
        <Button
          key={word}
          size="compact-sm"
          loading={busy}
          variant={marking === 'normal' ? 'default' : 'filled'}
          disabled={one.file?.state !== 'ready'}
          leftSection={<IconCheck size={16} aria-hidden />}
          onClick={() => void act(() => submissions.approve(meeting, one, marking))}
        >
          {t(word)}
          <span className="visually-hidden"> {one.title}</span>
        </Button>
      ))}
      {back && (
        <ReasonDialog
          title={t('papers.sendBackTitle')}
          about={one.title}
          help={t('papers.sendBackHint')}
          label={t('papers.sendBackReason')}
          act={t('papers.sendBack')}
          onClose={() => setBack(false)}
          onGive={(reason) => act(() => submissions.sendBack(meeting, one, reason))}
        />
      )}
    </div>
  );
}
