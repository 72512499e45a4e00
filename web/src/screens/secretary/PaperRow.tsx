// One paper: its first page, how it stands, showing it to everyone, renaming, deleting it (asked twice: it cannot be brought back).
import { ActionIcon, Button, Group, Progress } from '@mantine/core';
import { IconFileAlert, IconFileText, IconPencil, IconPresentation, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { type PaperFile, papers } from '../../api/papers';
import { useLanguage } from '../../i18n';
import { notifyProblem } from '../../lib/notify';
import { can } from '../../stores/facts';
import { useMeetingView, useSeat } from '../../stores/SeatProvider';
import { sizeText } from '../home/times';
import { useCommand } from '../parts/useCommand';
import { PaperForm } from './PaperForm';
import classes from './PapersPanel.module.css';

interface Props {
  readonly paper: PaperFile;
  readonly onRemoved: () => void;
}

export function PaperRow({ paper, onRemoved }: Props) {
  const { t, language } = useLanguage();
  const view = useMeetingView();
  const { id } = useSeat();
  const [open, setOpen] = useState<'edit' | 'remove' | null>(null);
  // The meeting knows a newer title before the list is read again.
  const known = view.papers.items[paper.id];
  const about = known ? known.item : (paper.item ?? null);
  const item = about ? view.agenda.items[about] : undefined;
  const inFront = view.front.paper === paper.id;
  const facts = [
    paper.state === 'ready' ? t('secretary.pages', { n: paper.pages }) : '',
    sizeText(paper.size, language),
    item ? item.title : t('secretary.wholeMeeting'),
  ];
  return (
    <li className={classes.row} data-front={inFront || undefined}>
      {paper.state === 'ready' ? (
        <img className={classes.thumb} src={papers.thumbnailUrl(id, paper.id, 1)} alt="" loading="lazy" />
      ) : (
        <span className={classes.blank}>
          {paper.state === 'refused' ? (
            <IconFileAlert size={26} stroke={1.5} aria-hidden />
          ) : (
            <IconFileText size={26} stroke={1.5} aria-hidden />
          )}
        </span>
      )}
      <div className={classes.what}>
        <span className={classes.title}>{known?.title || paper.title || paper.name}</span>
        <span className={classes.detail}>{facts.filter(Boolean).join(' · ')}</span>
        <PaperState paper={paper} />
      </div>
      <PaperActs paper={paper} inFront={inFront} onOpen={setOpen} />
      {open === 'edit' && known && <PaperForm paper={known} onClose={() => setOpen(null)} />}
      {open === 'remove' && <Sure paper={paper} onRemoved={onRemoved} onClose={() => setOpen(null)} />}
    </li>
  );
}

function PaperState({ paper }: { paper: PaperFile }) {
  const { t } = useLanguage();
  if (paper.state === 'ready') return null;
  if (paper.state === 'refused') {
    return (
      <span className={classes.bad} role="alert">
        {t('secretary.refused')}: {paper.message ?? paper.reason}
      </span>
    );
  }
  return (
    <>
      <span className={classes.detail} role="status">
        {t('secretary.checkingPercent', { percent: Math.round(paper.progress) })}
      </span>
      <Progress mt={4} size="sm" value={paper.progress} animated aria-label={paper.title} />
    </>
  );
}

interface ActsProps {
  readonly paper: PaperFile;
  readonly inFront: boolean;
  readonly onOpen: (what: 'edit' | 'remove') => void;
}

function PaperActs({ paper, inFront, onOpen }: ActsProps) {
  const { t } = useLanguage();
  const view = useMeetingView();
  const give = useCommand();
  const title = view.papers.items[paper.id]?.title || paper.title || paper.name;
  return (
    <div className={classes.acts}>
      {inFront && can(view, 'front.hide') && (
        <Button size="compact-sm" variant="default" onClick={() => void give('front.hide')}>
          {t('secretary.hide')}
        </Button>
      )}
      {!inFront && paper.state === 'ready' && can(view, 'front.show') && (
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
      {paper.id in view.papers.items && can(view, 'paper.edit') && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={t('secretary.editPaper', { title })}
          onClick={() => onOpen('edit')}
        >
          <IconPencil size={19} aria-hidden />
        </ActionIcon>
      )}
      {paper.state !== 'checking' && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={t('secretary.removePaper', { title })}
          onClick={() => onOpen('remove')}
        >
          <IconTrash size={19} aria-hidden />
        </ActionIcon>
      )}
    </div>
  );
}

function Sure({ paper, onRemoved, onClose }: Props & { onClose: () => void }) {
  const { t } = useLanguage();
  const { id } = useSeat();
  const [busy, setBusy] = useState(false);
  const remove = async () => {
    setBusy(true);
    try {
      await papers.remove(id, paper.id);
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
