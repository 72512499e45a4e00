// Opening, recess, resuming, closing and recording. Only closing asks back: it cannot be undone.
import { Button, Group, Modal, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import {
  IconFlagCheck,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerRecord,
  IconPlugConnected,
  IconSquare,
} from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { type Key, useT } from '../../i18n';
import { can } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';
import { useCommand } from '../parts/useCommand';
import classes from './PhaseActions.module.css';

interface Action {
  readonly command: string;
  readonly label: Key;
  readonly icon: ReactNode;
  readonly main?: boolean;
}

const ACTIONS: readonly Action[] = [
  {
    command: 'meeting.start_line_check',
    label: 'meeting.console.check',
    icon: <IconPlugConnected size={18} />,
  },
  { command: 'meeting.open', label: 'meeting.console.open', icon: <IconPlayerPlay size={18} />, main: true },
  {
    command: 'meeting.resume',
    label: 'meeting.console.resume',
    icon: <IconPlayerPlay size={18} />,
    main: true,
  },
  { command: 'meeting.recess', label: 'meeting.console.recess', icon: <IconPlayerPause size={18} /> },
  { command: 'recording.start', label: 'meeting.console.recordStart', icon: <IconPlayerRecord size={18} /> },
  { command: 'recording.stop', label: 'meeting.console.recordStop', icon: <IconSquare size={16} /> },
];

export function PhaseActions() {
  const t = useT();
  const view = useMeetingView();
  const [closing, close] = useDisclosure(false);
  const recording = view.recording.on;
  const shown = ACTIONS.filter(
    ({ command }) => can(view, command) && command !== (recording ? 'recording.start' : 'recording.stop'),
  );
  return (
    <div className={classes.actions}>
      {shown.map((action) => (
        <ActionButton key={action.command} action={action} />
      ))}
      {can(view, 'meeting.close') && (
        <Button
          size="sm"
          variant="default"
          className={classes.button ?? ''}
          leftSection={<IconFlagCheck size={18} />}
          onClick={close.open}
        >
          {t('meeting.console.close')}
        </Button>
      )}
      <CloseDialog opened={closing} onClose={close.close} />
    </div>
  );
}

function ActionButton({ action }: { action: Action }) {
  const t = useT();
  const give = useCommand();
  const [busy, setBusy] = useState(false);
  const run = async () => {
    setBusy(true);
    await give(action.command);
    setBusy(false);
  };
  return (
    <Button
      size="sm"
      loading={busy}
      variant={action.main ? 'filled' : 'default'}
      color={action.main ? 'gold.4' : 'gray'}
      className={action.main ? '' : (classes.button ?? '')}
      leftSection={action.icon}
      onClick={run}
    >
      {t(action.label)}
    </Button>
  );
}

function CloseDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const t = useT();
  const give = useCommand();
  const [busy, setBusy] = useState(false);
  const close = async () => {
    setBusy(true);
    await give('meeting.close');
    setBusy(false);
    onClose();
  };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('meeting.console.closeTitle')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Text>{t('meeting.console.closeHelp')}</Text>
      <Group justify="flex-end" mt="lg">
        <Button variant="subtle" onClick={onClose} data-autofocus>
          {t('common.cancel')}
        </Button>
        <Button color="red.9" loading={busy} onClick={close}>
          {t('meeting.console.closeYes')}
        </Button>
      </Group>
    </Modal>
  );
}
