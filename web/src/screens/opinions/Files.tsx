// Files of a slip to be read, and the button that sends one and waits for its check.
import { ActionIcon, Button, FileButton, Text } from '@mantine/core';
import { IconFileTypePdf, IconPaperclip, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { opinions, type SlipFile } from '../../api/opinions';
import { useLanguage } from '../../i18n';
import { problemText } from '../../lib/problem';
import { Notice } from '../home/Notice';
import { sizeText } from '../home/times';
import { ACCEPTED } from '../secretary/uploadQueue';
import classes from './Opinions.module.css';

interface ListProps {
  readonly slip: string;
  readonly files: readonly SlipFile[];
  readonly onRemove?: (file: SlipFile) => void;
}

export function FileList({ slip, files, onRemove }: ListProps) {
  const { t, language } = useLanguage();
  return (
    <ul className={classes.files}>
      {files.map((file) => (
        <li key={file.id} className={classes.file}>
          <IconFileTypePdf size={22} aria-hidden />
          <a href={opinions.fileUrl(slip, file.id)} target="_blank" rel="noreferrer">
            {file.title || file.name}
          </a>
          <span className={`figures ${classes.small}`}>{sizeText(file.size, language)}</span>
          {onRemove && (
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('opinions.removeFile', { name: file.name })}
              onClick={() => onRemove(file)}
            >
              <IconX size={18} aria-hidden />
            </ActionIcon>
          )}
        </li>
      ))}
    </ul>
  );
}

interface SendProps {
  readonly label: string;
  readonly send: (file: File, onProgress: (sent: number) => void) => Promise<SlipFile>;
  readonly onSent: (file: SlipFile) => void;
  /** While a file is on its way: what would go without it has to wait. */
  readonly onBusy: (busy: boolean) => void;
}

export function SendFile({ label, send, onSent, onBusy }: SendProps) {
  const { t } = useLanguage();
  const [percent, setPercent] = useState<number | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const take = async (file: File | null) => {
    if (!file) return;
    setProblem(null);
    setPercent(0);
    onBusy(true);
    try {
      onSent(await send(file, (sent) => setPercent(Math.min(99, Math.round((100 * sent) / file.size)))));
    } catch (failure) {
      setProblem(failure);
    }
    setPercent(null);
    onBusy(false);
  };
  return (
    <div>
      <FileButton onChange={(file) => void take(file)} accept={ACCEPTED}>
        {(props) => (
          <Button
            {...props}
            variant="default"
            loading={percent !== null}
            leftSection={<IconPaperclip size={18} aria-hidden />}
          >
            {label}
          </Button>
        )}
      </FileButton>
      {percent !== null && (
        <Text size="sm" role="status" mt={4}>
          {t('opinions.sendingFile', { n: percent })}
        </Text>
      )}
      {problem !== null && (
        <Notice tone="bad" title={t('common.failed')}>
          {problemText(problem, t)}
        </Notice>
      )}
    </div>
  );
}
