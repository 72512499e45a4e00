// A file on its way: how far it is, and stop, again or dismiss.
import { ActionIcon, Button, Progress } from '@mantine/core';
import { IconFileUpload, IconRefresh, IconX } from '@tabler/icons-react';
import { useLanguage } from '../../i18n';
import { sizeText } from '../home/times';
import classes from './PapersPanel.module.css';
import type { Upload } from './uploadQueue';
import type { Uploads } from './useUploads';

const percent = (upload: Upload) => Math.floor((100 * upload.sent) / Math.max(1, upload.size));

export function UploadRow({ upload, uploads }: { upload: Upload; uploads: Uploads }) {
  const { t, language } = useLanguage();
  const { key, name, state } = upload;
  const moving = state === 'sending' || state === 'waiting';
  const words = {
    waiting: t('secretary.waiting'),
    sending: t('secretary.sending', { percent: percent(upload) }),
    checking: t('secretary.checking'),
    done: t('secretary.ready'),
    failed: t('secretary.failed'),
    cancelled: t('secretary.cancelled'),
  };
  return (
    <li className={classes.row}>
      <span className={classes.blank}>
        <IconFileUpload size={26} stroke={1.5} aria-hidden />
      </span>
      <div className={classes.what}>
        <span className={classes.title}>{name}</span>
        <span className={classes.detail}>
          {sizeText(upload.size, language)} · {words[state]}
          {upload.reason && <span className={classes.bad}> · {upload.reason}</span>}
        </span>
        {(moving || state === 'checking') && (
          <Progress
            mt={6}
            size="sm"
            aria-label={name}
            value={state === 'checking' ? 100 : percent(upload)}
            animated={state === 'checking'}
          />
        )}
      </div>
      <div className={classes.acts}>
        {(state === 'failed' || state === 'cancelled') && (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconRefresh size={16} aria-hidden />}
            onClick={() => uploads.retry(key)}
          >
            {t('common.retry')}
          </Button>
        )}
        {state !== 'checking' && (
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={t(moving ? 'secretary.stopSending' : 'secretary.dismiss', { name })}
            onClick={() => (moving ? uploads.cancel(key) : uploads.dismiss(key))}
          >
            <IconX size={19} aria-hidden />
          </ActionIcon>
        )}
      </div>
    </li>
  );
}
