// The frame of a dialog, and of a drawer, that is drawn only while it is open: it closes by a named button and
// gives the focus back to what opened it.
import { Drawer, type DrawerProps, Modal, type ModalProps } from '@mantine/core';
import { useT } from '../i18n';
import { useFocusBack } from '../lib/useFocusBack';

export function Dialog(props: Omit<ModalProps, 'opened'>) {
  const t = useT();
  useFocusBack();
  return <Modal opened closeButtonProps={{ 'aria-label': t('common.close') }} {...props} />;
}

export function SideDialog(props: Omit<DrawerProps, 'opened'>) {
  const t = useT();
  useFocusBack();
  return <Drawer opened position="right" closeButtonProps={{ 'aria-label': t('common.close') }} {...props} />;
}
