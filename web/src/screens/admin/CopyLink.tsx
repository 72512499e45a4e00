// An address to hand to somebody, with one press to copy it.
import { Button, CopyButton } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useT } from '../../i18n';
import classes from './Admin.module.css';

export function CopyLink({ url }: { url: string }) {
  const t = useT();
  return (
    <div className={classes.link}>
      <code>{url}</code>
      <CopyButton value={url} timeout={2500}>
        {({ copied, copy }) => (
          <Button
            onClick={copy}
            variant={copied ? 'light' : 'filled'}
            leftSection={copied ? <IconCheck size={18} aria-hidden /> : <IconCopy size={18} aria-hidden />}
          >
            {t(copied ? 'admin.copied' : 'admin.copy')}
          </Button>
        )}
      </CopyButton>
    </div>
  );
}
