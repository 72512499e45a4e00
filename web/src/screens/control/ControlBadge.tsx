// For who leads or writes: how many sites need attention, and the board behind it.
import { Button, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconActivityHeartbeat } from '@tabler/icons-react';
import { useT } from '../../i18n';
import { useKeyTable } from '../parts/Keys';
import { counts } from './arrange';
import { Board } from './Board';
import classes from './ControlBadge.module.css';
import { useQuietBoard } from './useBoard';

export default function ControlBadge() {
  const t = useT();
  const { rows, alarms } = useQuietBoard();
  const [opened, board] = useDisclosure(false);
  const found = counts(Object.keys(rows), rows);
  const n = found.alarm + found.warning;
  const text =
    n === 0 ? t('control.allWell') : n === 1 ? t('control.attentionOne') : t('control.attention', { n });
  const bad = found.alarm > 0 || alarms.length > 0;
  useKeyTable([{ keys: ['K'], does: 'control.open', run: board.open }]);
  return (
    <>
      <Button
        className={classes.badge ?? ''}
        data-level={bad ? 'alarm' : n > 0 ? 'warning' : 'ok'}
        variant="default"
        size="compact-md"
        leftSection={<IconActivityHeartbeat size={18} aria-hidden />}
        title={text}
        onClick={board.open}
      >
        <span className="visually-hidden">
          {t('control.open')}: {text}
        </span>
        <span className={classes.long} aria-hidden>
          {text}
        </span>
        <span className={`figures ${classes.short}`} aria-hidden>
          {n}
        </span>
      </Button>
      <Modal
        opened={opened}
        onClose={board.close}
        fullScreen
        title={t('control.board')}
        closeButtonProps={{ 'aria-label': t('common.close') }}
        classNames={{ body: classes.body ?? '', content: classes.content ?? '' }}
      >
        <Board />
      </Modal>
    </>
  );
}
