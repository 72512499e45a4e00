// A delegate's address for one more device of their own: the link they were given opens once.
import { Alert, Button, Stack, Text } from '@mantine/core';
import { IconLink } from '@tabler/icons-react';
import { useState } from 'react';
import { accounts } from '../../api/accounts';
import { QrCode } from '../../components/QrCode';
import { useT } from '../../i18n';
import { problemText } from '../../lib/problem';
import { CopyLink } from '../admin/CopyLink';
import classes from './Notes.module.css';

export function DeviceLink() {
  const t = useT();
  const [url, setUrl] = useState<string | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const make = () => {
    setProblem(null);
    accounts.deviceLink().then((made) => setUrl(made.url), setProblem);
  };
  return (
    <Stack gap="xs">
      <Text>{t('notes.deviceLinkHelp')}</Text>
      {url === null ? (
        <Button variant="default" leftSection={<IconLink size={18} aria-hidden />} onClick={make}>
          {t('notes.deviceLink')}
        </Button>
      ) : (
        <>
          <QrCode className={classes.deviceCode} value={url} label={t('notes.deviceLinkCode')} />
          <CopyLink url={url} />
        </>
      )}
      {problem !== null && (
        <Alert color="red" role="alert">
          {problemText(problem, t)}
        </Alert>
      )}
    </Stack>
  );
}
