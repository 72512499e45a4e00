// Where files are dropped, and for which agenda item they are.
import { FileButton } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type DragEvent, useState } from 'react';
import { limits } from '../../api/limits';
import { type Key, useLanguage } from '../../i18n';
import { useMeetingView } from '../../stores/SeatProvider';
import { Notice } from '../home/Notice';
import { sizeText } from '../home/times';
import { ItemSelect } from './ItemSelect';
import classes from './PapersPanel.module.css';
import { ENDINGS, unfitPaper } from './uploadQueue';
import type { Uploads } from './useUploads';

const MB = 1_000_000;
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
  const allowed = useQuery({
    queryKey: ['limits'],
    queryFn: limits.get,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const most = allowed.data?.paper_limit_mb;
  const take = (files: readonly File[]) => {
    const why = files.map((file) => ({ file, reason: unfitPaper(file, most ? most * MB : null) }));
    setUnfit(
      why.flatMap(({ file, reason }) =>
        reason
          ? [t(WORDS[reason], { name: file.name, size: sizeText(file.size, language), limit: most ?? '' })]
          : [],
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
      <FileButton onChange={take} accept={ENDINGS.map((one) => `.${one}`).join()} multiple>
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
              <small>
                {most && t('secretary.dropLimit', { size: `${most} MB` })} {t('secretary.dropHelp')}
              </small>
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
