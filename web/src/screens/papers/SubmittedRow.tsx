// One paper a unit has brought: how it stands, why it was sent back, and what to do next.
import { Button } from '@mantine/core';
import {
  type Icon,
  IconArrowBackUp,
  IconCircleCheck,
  IconClock,
  IconEye,
  IconPencil,
  IconSend,
} from '@tabler/icons-react';
import { useState } from 'react';
import { papers } from '../../api/papers';
import { type Stage, type Submission, submissions } from '../../api/submissions';
import { type Key, useLanguage } from '../../i18n';
import { notifyProblem } from '../../lib/notify';
import rows from '../secretary/PapersPanel.module.css';
import { DropDraft } from './DropDraft';
import { FileState } from './FileState';
import { PaperFacts } from './PaperFacts';
import classes from './SubmitScreen.module.css';

const ICONS: Readonly<Record<Stage, Icon>> = {
  draft: IconPencil,
  submitted: IconClock,
  sent_back: IconArrowBackUp,
  approved: IconCircleCheck,
};

interface Props {
  readonly meeting: string;
  readonly one: Submission;
  /** Whether no later version of the paper was begun. */
  readonly newest: boolean;
  readonly onDone: () => void;
  readonly onNewer: () => void;
}

export function SubmittedRow({ meeting, one, newest, onDone, onNewer }: Props) {
  const { t } = useLanguage();
  const [busy, setBusy] = useState(false);
  const Mark = ICONS[one.state];
  const act = async (what: () => Promise<unknown>) => {
    setBusy(true);
    try {
      await what();
    } catch (problem) {
      notifyProblem(problem, t);
    } finally {
      setBusy(false);
      onDone();
    }
  };
  const open = one.state === 'draft' || one.state === 'sent_back';
  const marked = one.asks || one.marking !== 'normal'; // its file is given to nobody
  const usable = one.file !== null && one.file.state !== 'refused';
  return (
    <li className={classes.row}>
      <div className={classes.said}>
        <span className={classes.title}>{one.title}</span>
        <PaperFacts paper={one} more={[one.late ? t('papers.lateMark') : '']} />
        <span className={classes.state} data-state={one.state}>
          <Mark size={18} aria-hidden />
          {t(`papers.state_${one.state}` as Key)}
        </span>
        {one.state === 'sent_back' && (
          <span className={classes.why}>{t('papers.whyBack', { reason: one.reason })}</span>
        )}
        <FileState file={one.file} />
        {one.file?.state === 'ready' && marked && (
          <span className={rows.detail}>{t('papers.pagesOnly')}</span>
        )}
      </div>
      <div className={classes.acts}>
        {one.file?.state === 'ready' && !marked && (
          <Button
            component="a"
            href={papers.fileUrl(meeting, one.paper, one.version)}
            target="_blank"
            rel="noreferrer"
            variant="subtle"
            leftSection={<IconEye size={18} aria-hidden />}
          >
            {t('papers.lookAt')}
          </Button>
        )}
        {open && <DropDraft one={one} busy={busy} onDrop={() => act(() => submissions.drop(meeting, one))} />}
        {newest && one.state !== 'draft' && one.state !== 'submitted' && (
          <Button variant="default" onClick={onNewer}>
            {t('papers.newVersion')}
          </Button>
        )}
        {open && newest && usable && (
          <Button
            loading={busy}
            leftSection={<IconSend size={18} aria-hidden />}
            onClick={() => void act(() => submissions.submit(meeting, one))}
          >
            {t(one.state === 'draft' ? 'papers.submit' : 'papers.submitAgain')}
          </Button>
        )}
      </div>
    </li>
  );
}
