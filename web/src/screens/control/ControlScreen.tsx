// The technician's screen: the board of every line, and the messages to the sites.
import { Button, Drawer } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconMessages } from '@tabler/icons-react';
import { useT } from '../../i18n';
import { Chat } from '../parts/Chat';
import { ConnectionBanner } from '../parts/ConnectionBanner';
import { DeviceNotice } from '../parts/DeviceNotice';
import { useKeyTable } from '../parts/Keys';
import { MeetingHeader } from '../parts/MeetingHeader';
import { TalkbackBar } from '../talkback/TalkbackBar';
import { Board } from './Board';
import classes from './ControlScreen.module.css';

export default function ControlScreen() {
  const t = useT();
  const [talking, chat] = useDisclosure(false);
  useKeyTable([{ keys: ['M'], does: 'control.key.chat', run: chat.open }]);
  return (
    <div className={classes.screen}>
      <MeetingHeader>
        <Button
          variant="default"
          size="compact-md"
          leftSection={<IconMessages size={18} aria-hidden />}
          onClick={chat.open}
        >
          {t('control.chat')}
        </Button>
      </MeetingHeader>
      <ConnectionBanner />
      <DeviceNotice />
      <main className={classes.main}>
        <Board />
      </main>
      <TalkbackBar />
      <Drawer
        opened={talking}
        onClose={chat.close}
        position="right"
        size="min(440px, 100vw)"
        title={t('control.chat')}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <Chat />
      </Drawer>
    </div>
  );
}
