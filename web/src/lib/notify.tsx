// One way to tell the person at the screen that something failed or was done.
import { notifications } from '@mantine/notifications';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { type Translate, translate } from '../i18n';
import { storedLanguage } from '../i18n/LanguageProvider';
import { problemText } from './problem';

const closing = () => ({ closeButtonProps: { 'aria-label': translate(storedLanguage(), 'common.close') } });

/** Shows a failure with what to do. */
export function notifyProblem(problem: unknown, t: Translate, title?: string): void {
  notifications.show({
    color: 'red',
    icon: <IconAlertTriangle size={18} aria-hidden />,
    title: title ?? t('common.failed'),
    message: problemText(problem, t),
    autoClose: 9000,
    ...closing(),
  });
}

/** Shows what somebody must know, long enough to be read. */
export function notifyWarning(message: string): void {
  notifications.show({
    color: 'yellow',
    icon: <IconAlertTriangle size={18} aria-hidden />,
    message,
    autoClose: 12000,
    ...closing(),
  });
}

/** Shows that something was done. */
export function notifyDone(message: string): void {
  notifications.show({
    color: 'teal',
    icon: <IconCheck size={18} aria-hidden />,
    message,
    autoClose: 4000,
    ...closing(),
  });
}
