// Where PDF files are dropped, and for which agenda item they are.
import { FileButton } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { type DragEvent, useState } from 'react';
import { type Key, useLanguage } from '../../i18n';
import { useMeetingView } from '../../stores/SeatProvider';
import { Notice } from '../home/Notice';
import { sizeText } from '../home/times';
import { ItemSelect } from './ItemSelect';
import classes from './PapersPanel.module.css';
import { unfitPaper } from './uploadQueue';
import type { Uploads } from './useUploads';

/** The server's default limit; its own answer counts. */
const LIMIT_MB = 100;
const LIMIT = LIMIT_MB * 1024 * 1024;
const WORDS: Readonly<Record<'type' | 'size' | 'empty', Key>> = {
  type: 'secretary.fileType',
  size: 'secretary.fileSize',
  empty: 'secretary.fileEmpty',
};

export function UploadZone({ uploads }: { uploads: Uploads }) {
  const { t, language } = useLanguage();
  const view = useMeetingView();
  const [item, setItem] = useState<string | null>(view.agenda.current);
  const [over, setOver] = useState(false);
  const [unfit, setUnfit] = useState<readonly string[]>([]);
  const take = (files: readonly File[]) => {
    const why = files.map((file) => ({ file, reason: unfitPaper(file, LIMIT) }));
    setUnfit(
      why.flatMap(({ file, reason }) =>
        reason ? [t(WORDS[reason], { name: file.name, size: sizeText(file.size, language) })] : [],
      ),
    );
    uploads.add(
      why.filter(({ reason }) => reason === null).map(({ file }) => file),
      item,
    );
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take([...event.dataTransfer.files]);
  };
  return (
    <div className={classes.zone}>
      <FileButton onChange={take} accept="application/pdf,.pdf" multiple>
        {(props) => (
          <button
            type="button"
            {...props}
            className={classes.drop}
            data-over={over}
            onDragOver={(event) => {
              event.preventDefault();
              setOver(true);
            }}
            onDragLeave={() => setOver(false)}
            onDrop={onDrop}
          >
            <IconUpload size={30} stroke={1.5} aria-hidden />
            <span>
              <strong>{t('secretary.drop')}</strong>
              <small>{t('secretary.dropHelp', { size: `${LIMIT_MB} MB` })}</small>
            </span>
          </button>
        )}
      </FileButton>
      <ItemSelect value={item} onChange={setItem} />
      {unfit.map((sentence) => (
        <div key={sentence} className={classes.unfit}>
          <Notice tone="bad" title={sentence} />
        </div>
      ))}
    </div>
  );
}
