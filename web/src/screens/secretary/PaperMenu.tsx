// What can be done with a paper beside showing it; what the meeting would refuse is not offered.
import { Menu } from '@mantine/core';
import {
  IconArrowDown,
  IconArrowsDiff,
  IconArrowUp,
  IconBan,
  IconFileDownload,
  IconLock,
  IconPencil,
  IconReplace,
  IconTrash,
} from '@tabler/icons-react';
import { type PaperFile, papers } from '../../api/papers';
import type { Paper } from '../../api/view';
import { useT } from '../../i18n';
import { rulesOf } from '../../papers/marked/rules';
import { can } from '../../stores/facts';
import { useMeetingView, useSeat } from '../../stores/SeatProvider';
import { useCommand } from '../parts/useCommand';

export type PaperTask = 'edit' | 'replace' | 'withdraw' | 'versions' | 'remove' | 'secrecy';

interface Props {
  readonly paper: Paper | undefined;
  readonly file: PaperFile | undefined;
  readonly title: string;
  readonly among: readonly Paper[];
  readonly onOpen: (what: PaperTask) => void;
}

export function PaperMenu({ paper, file, title, among, onOpen }: Props) {
  const t = useT();
  const { id: meeting } = useSeat();
  // A marked paper leaves the server page by page only.
  const { secrecy } = useMeetingView();
  const saves = file?.state === 'ready' && rulesOf(paper, secrecy.rules).download;
  return (
    <Menu.Dropdown>
      {paper && <OfTheMeeting paper={paper} title={title} among={among} onOpen={onOpen} />}
      {saves && (
        <Menu.Item
          component="a"
          href={papers.originalUrl(meeting, file.id, paper?.version)}
          download
          leftSection={<IconFileDownload size={18} aria-hidden />}
        >
          {t('uploads.original', { kind: file.kind.toUpperCase() })}
        </Menu.Item>
      )}
      <Menu.Item
        color="red.9"
        leftSection={<IconTrash size={18} aria-hidden />}
        aria-label={t('secretary.removePaper', { title })}
        onClick={() => onOpen('remove')}
      >
        {t('secretary.removeYes')}
      </Menu.Item>
    </Menu.Dropdown>
  );
}

function OfTheMeeting({ paper, title, among, onOpen }: Omit<Props, 'file'> & { paper: Paper }) {
  const t = useT();
  const view = useMeetingView();
  const give = useCommand();
  const place = among.findIndex(({ id }) => id === paper.id);
  const move = (by: number) => () => void give('paper.move', { paper: paper.id, position: place + by });
  const open = paper.withdrawn === null;
  return (
    <>
      {can(view, 'paper.edit') && (
        <Menu.Item
          leftSection={<IconPencil size={18} aria-hidden />}
          aria-label={t('secretary.editPaper', { title })}
          onClick={() => onOpen('edit')}
        >
          {t('papers.edit')}
        </Menu.Item>
      )}
      {rulesOf(paper, view.secrecy.rules).recall && ['chair', 'secretary'].includes(view.me.role) && (
        <Menu.Item leftSection={<IconLock size={18} aria-hidden />} onClick={() => onOpen('secrecy')}>
          {t('secrecy.open')}
        </Menu.Item>
      )}
      <Menu.Item leftSection={<IconArrowsDiff size={18} aria-hidden />} onClick={() => onOpen('versions')}>
        {t('papers.versions')}
      </Menu.Item>
      {can(view, 'paper.move') && place > 0 && (
        <Menu.Item leftSection={<IconArrowUp size={18} aria-hidden />} onClick={move(-1)}>
          {t('papers.up')}
        </Menu.Item>
      )}
      {can(view, 'paper.move') && place < among.length - 1 && (
        <Menu.Item leftSection={<IconArrowDown size={18} aria-hidden />} onClick={move(1)}>
          {t('papers.down')}
        </Menu.Item>
      )}
      <Menu.Divider />
      {open && can(view, 'paper.edit') && (
        <Menu.Item leftSection={<IconReplace size={18} aria-hidden />} onClick={() => onOpen('replace')}>
          {t('papers.replace')}
        </Menu.Item>
      )}
      {open && can(view, 'paper.withdraw') && (
        <Menu.Item leftSection={<IconBan size={18} aria-hidden />} onClick={() => onOpen('withdraw')}>
          {t('papers.withdraw')}
        </Menu.Item>
      )}
    </>
  );
}
