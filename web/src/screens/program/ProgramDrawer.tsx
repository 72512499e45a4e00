// The way to the director's desk from any console: a button in the header, a key, a drawer over the screen.
import { ActionIcon, Anchor, Drawer, Loader, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBroadcast, IconExternalLink } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { Link } from 'react-router';
import { useT } from '../../i18n';
import { can } from '../../stores/facts';
import { useMeetingView, useSeat } from '../../stores/SeatProvider';
import { useKeyTable } from '../parts/Keys';
import classes from './ProgramDrawer.module.css';

const Desk = lazy(() => import('./Desk').then((found) => ({ default: found.Desk })));

export function ProgramDrawer() {
  const t = useT();
  const { id } = useSeat();
  const view = useMeetingView();
  const [opened, drawer] = useDisclosure(false);
  const directs = can(view, 'program.cut');
  useKeyTable(directs ? [{ keys: ['D'], does: 'program.keyDesk', run: drawer.open }] : []);
  if (!directs) return null;
  return (
    <>
      <Tooltip label={t('program.open')}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          className={classes.button ?? ''}
          aria-label={t('program.open')}
          aria-keyshortcuts="D"
          onClick={drawer.open}
        >
          <IconBroadcast size={22} />
        </ActionIcon>
      </Tooltip>
      <Drawer
        opened={opened}
        onClose={drawer.close}
        position="right"
        size="min(1320px, 100%)"
        title={
          <span className={classes.title}>
            {t('program.desk')}
            <Anchor component={Link} to={`/m/${id}/program`} target="_blank" size="sm">
              {t('program.ownWindow')} <IconExternalLink size={15} aria-hidden />
            </Anchor>
          </span>
        }
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <Suspense fallback={<Loader aria-label={t('common.loading')} />}>
          <Desk />
        </Suspense>
      </Drawer>
    </>
  );
}
