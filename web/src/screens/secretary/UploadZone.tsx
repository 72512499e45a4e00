// Where files are dropped, and for which agenda item they are.
import { Select } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { limits } from '../../api/limits';
import { DropButton } from '../../components/DropButton';
import { type Key, useLanguage } from '../../i18n';
import { useMeetingView } from '../../stores/SeatProvider';
import { Notice } from '../home/Notice';
import { sizeText } from '../home/times';
import { ItemSelect } from './ItemSelect';
import classes from './PapersPanel.module.css';
import { ACCEPTED, unfitPaper } from './uploadQueue';
import type { Uploads } from './useUploads';

const MB = 1_000_000;
/** What may be on this network; higher ones are refused. */
const MARKINGS = ['normal', 'confidential'] as const;
const NORMAL = 'normal';
const WORDS: Readonly<Record<'type' | 'size' | 'empty', Key>> = {
  type: 'secretary.fileType',
  size: 'secretary.fileSize',
  empty: 'secretary.fileEmpty',
};

export function UploadZone({ uploads }: { uploads: Uploads }) {
  const { t, language } = useLanguage();
  const view = useMeetingView();
  const [item, setItem] = useState<string | null>(view.agenda.current);
  const [marking, setMarking] = useState<(typeof MARKINGS)[number]>(NORMAL);
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
      marking,
    );
    // Of the next files it is said anew: a marking left standing would be given to papers it is not for.
    setMarking(NORMAL);
  };
  return (
    <div className={classes.zone}>
      <DropButton accept={ACCEPTED} multiple className={classes.drop} onFiles={take}>
        <IconUpload size={30} stroke={1.5} aria-hidden />
        <span>
          <strong>{t('secretary.drop')}</strong>
          <small>
            {most && t('secretary.dropLimit', { size: `${most} MB` })} {t('secretary.dropHelp')}
          </small>
        </span>
      </DropButton>
      <div className={classes.about}>
        <ItemSelect value={item} onChange={setItem} />
        <Select
          label={t('papers.marking')}
          data={MARKINGS.map((value) => ({ value, label: t(`papers.marking_${value}`) }))}
          value={marking}
          allowDeselect={false}
          maw="100%"
          w={200}
          onChange={(chosen) => setMarking(MARKINGS.find((one) => one === chosen) ?? NORMAL)}
        />
      </div>
      {unfit.map((sentence) => (
        <div key={sentence} className={classes.unfit}>
          <Notice tone="bad" title={sentence} />
        </div>
      ))}
    </div>
  );
}
