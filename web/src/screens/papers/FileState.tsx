// How a submitted file stands while it is not ready: missing, being checked, refused and why.
import { Progress } from '@mantine/core';
import type { PaperFile } from '../../api/papers';
import { useT } from '../../i18n';
import { stageText } from '../../papers/stages';
import rows from '../secretary/PapersPanel.module.css';

export function FileState({ file }: { file: PaperFile | null }) {
  const t = useT();
  if (file === null) return <span className={rows.detail}>{t('papers.noFile')}</span>;
  if (file.state === 'ready') return null;
  if (file.state === 'refused')
    return (
      <span className={rows.bad} role="alert">
        {t('papers.fileRefused', { why: file.message ?? file.reason ?? '' })}
      </span>
    );
  return (
    <>
      <span className={rows.detail} role="status">
        {stageText(file, t)}
      </span>
      <Progress mt={4} size="sm" value={file.progress} animated aria-label={stageText(file, t)} />
    </>
  );
}
