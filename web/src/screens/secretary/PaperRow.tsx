// One paper: its first page, what is said about it, showing it to everyone, and what else can be done with it.
import { ActionIcon, Button, Group, Menu, Progress } from '@mantine/core';
import { IconDotsVertical, IconPresentation } from '@tabler/icons-react';
import { useState } from 'react';
import { type PaperFile, papers, type Receipt } from '../../api/papers';
import type { Paper } from '../../api/view';
import { ReasonDialog } from '../../components/ReasonDialog';
import { useLanguage } from '../../i18n';
import { notifyProblem } from '../../lib/notify';
import { isPaged } from '../../papers/marked/rules';
import { flagsText, stageText } from '../../papers/stages';
import { can } from '../../stores/facts';
import { useMeetingView, useSeat } from '../../stores/SeatProvider';
import { sizeText } from '../home/times';
import { MarkedDesk } from '../markings/MarkedDesk';
import { PaperFacts } from '../papers/PaperFacts';
import { PaperThumb } from '../papers/PaperThumb';
import { ReplaceDialog } from '../papers/ReplaceDialog';
import { receiptWords } from '../papers/receipts';
import { VersionsDialog } from '../papers/VersionsDialog';
import { useCommand } from '../parts/useCommand';
import { PaperForm } from './PaperForm';
import { PaperMenu, type PaperTask } from './PaperMenu';
import classes from './PapersPanel.module.css';

interface Props {
  /** The paper as the meeting has it; none while its file is on the way or was refused. */
  readonly paper?: Paper;
  readonly file?: PaperFile | undefined;
  /** The papers of its item in order, itself among them. */
  readonly among?: readonly Paper[];
  readonly receipts: readonly Receipt[];
  readonly onRemoved: () => void;
}

export function PaperRow({ paper, file, among = [], receipts, onRemoved }: Props) {
  const { t, language } = useLanguage();
  const view = useMeetingView();
  const { id: meeting } = useSeat();
  const [open, setOpen] = useState<PaperTask | null>(null);
  const id = paper?.id ?? file?.id ?? '';
  const title = paper?.title || file?.title || file?.name || '';
  const pages = paper?.pages ?? file?.pages ?? 0;
  const inFront = paper !== undefined && view.front.paper === paper.id;
  const facts = [
    pages > 0 ? t('secretary.pages', { n: pages }) : '',
    sizeText(paper?.size || file?.size || file?.original_size || 0, language),
    ...(paper ? receiptWords(paper, receipts, t) : []),
  ];
  const flags = flagsText(file?.flags, t);
  const close = () => setOpen(null);
  return (
    <li
      className={classes.row}
      data-front={inFront || undefined}
      data-withdrawn={paper?.withdrawn ? true : undefined}
    >
      <PaperThumb
        meeting={meeting}
        paper={id}
        version={paper?.version}
        refused={file?.state === 'refused'}
        paged={paper !== undefined && isPaged(paper, view.secrecy.rules)}
      />
      <div className={classes.what}>
        <span className={classes.title}>{title}</span>
        {paper ? (
          <PaperFacts paper={paper} more={facts} />
        ) : (
          <span className={classes.detail}>{facts.filter(Boolean).join(' · ')}</span>
        )}
        {paper?.note && <span className={classes.detail}>{paper.note}</span>}
        {file && !paper && <FileOnTheWay file={file} />}
        {flags && <span className={classes.detail}>{flags}</span>}
      </div>
      <Acts
        paper={paper}
        file={file}
        title={title}
        among={among}
        settled={file?.state !== 'checking'}
        onOpen={setOpen}
      />
      {open === 'edit' && paper && <PaperForm paper={paper} onClose={close} />}
      {open === 'remove' && <Sure id={id} onRemoved={onRemoved} onClose={close} />}
      {paper && <Dialogs paper={paper} open={open} onClose={close} />}
    </li>
  );
}

function FileOnTheWay({ file }: { file: PaperFile }) {
  const { t } = useLanguage();
  if (file.state === 'ready') return null;
  if (file.state === 'refused') {
    return (
      <span className={classes.bad} role="alert">
        {t('secretary.refused')}: {file.message ?? file.reason}
      </span>
    );
  }
  return (
    <>
      <span className={classes.detail} role="status">
        {stageText(file, t)}
      </span>
      <Progress mt={4} size="sm" value={file.progress} animated aria-label={file.title} />
    </>
  );
}

interface ActsProps {
  readonly paper: Paper | undefined;
  readonly file: PaperFile | undefined;
  readonly title: string;
  readonly among: readonly Paper[];
  readonly settled: boolean;
  readonly onOpen: (what: PaperTask) => void;
}

function Acts({ paper, file, title, among, settled, onOpen }: ActsProps) {
  const { t } = useLanguage();
  const view = useMeetingView();
  const give = useCommand();
  const inFront = paper !== undefined && view.front.paper === paper.id;
  const showable = paper !== undefined && paper.withdrawn === null && !inFront;
  return (
    <div className={classes.acts}>
      {inFront && can(view, 'front.hide') && (
        <Button size="compact-sm" variant="default" onClick={() => void give('front.hide')}>
          {t('secretary.hide')}
        </Button>
      )}
      {showable && can(view, 'front.show') && (
        <Button
          size="compact-sm"
          leftSection={<IconPresentation size={16} aria-hidden />}
          onClick={() => void give('front.show', { paper: paper.id, page: 1 })}
        >
          {t('secretary.show')}
          <span className="visually-hidden"> {title}</span>
        </Button>
      )}
      {inFront && <span className={classes.shown}>{t('secretary.shown')}</span>}
      {(paper || settled) && (
        <Menu position="bottom-end" shadow="lg">
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('papers.more', { title })}>
              <IconDotsVertical size={19} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <PaperMenu paper={paper} file={file} title={title} among={among} onOpen={onOpen} />
        </Menu>
      )}
    </div>
  );
}

interface DialogsProps {
  readonly paper: Paper;
  readonly open: PaperTask | null;
  readonly onClose: () => void;
}

function Dialogs({ paper, open, onClose }: DialogsProps) {
  const { t } = useLanguage();
  const { id: meeting } = useSeat();
  const give = useCommand();
  if (open === 'replace') return <ReplaceDialog meeting={meeting} paper={paper} onClose={onClose} />;
  if (open === 'versions') return <VersionsDialog meeting={meeting} paper={paper} onClose={onClose} />;
  if (open === 'secrecy') return <MarkedDesk paper={paper} onClose={onClose} />;
  if (open !== 'withdraw') return null;
  return (
    <ReasonDialog
      title={t('papers.withdrawTitle')}
      about={paper.title}
      help={t('papers.withdrawHelp')}
      label={t('papers.withdrawReason')}
      act={t('papers.withdrawDo')}
      onClose={onClose}
      onGive={(reason) => give('paper.withdraw', { paper: paper.id, reason })}
    />
  );
}

function Sure({ id, onRemoved, onClose }: { id: string; onRemoved: () => void; onClose: () => void }) {
  const { t } = useLanguage();
  const { id: meeting } = useSeat();
  const [busy, setBusy] = useState(false);
  const remove = async () => {
    setBusy(true);
    try {
      await papers.remove(meeting, id);
      onRemoved();
      onClose();
    } catch (problem) {
      notifyProblem(problem, t);
      setBusy(false);
    }
  };
  return (
    <div className={classes.sure}>
      <span>{t('secretary.removePaperSure')}</span>
      <Group gap="xs">
        <Button size="compact-sm" color="red.9" loading={busy} autoFocus onClick={() => void remove()}>
          {t('secretary.removeYes')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
      </Group>
    </div>
  );
}
