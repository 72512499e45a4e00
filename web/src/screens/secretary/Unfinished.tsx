// Uploads an earlier page of this machine left unfinished: which file to choose again, or to let go.
import { ActionIcon } from '@mantine/core';
import { IconFileUpload, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { papers } from '../../api/papers';
import { forgetUnfinished, type Unfinished as Left } from '../../api/resumable';
import { useLanguage } from '../../i18n';
import { useSeat } from '../../stores/SeatProvider';
import { sizeText } from '../home/times';
import classes from './PapersPanel.module.css';
import type { Uploads } from './useUploads';

export function Unfinished({ uploads }: { uploads: Uploads }) {
  const { t, language } = useLanguage();
  const { id } = useSeat();
  const found = useQuery({
    queryKey: ['unfinished', id, uploads.queue.map(({ key, state }) => `${key} ${state}`).join()],
    queryFn: () => papers.unfinished(id),
  });
  const underWay = new Set(uploads.queue.map(({ name, size }) => `${size} ${name}`));
  const left = (found.data ?? []).filter(({ name, size }) => !underWay.has(`${size} ${name}`));
  const forget = async (one: Left) => {
    await forgetUnfinished(one);
    await found.refetch();
  };
  if (left.length === 0) return null;
  return (
    <ul className={classes.list}>
      {left.map((one) => (
        <li key={one.key} className={classes.row}>
          <span className={classes.blank}>
            <IconFileUpload size={26} stroke={1.5} aria-hidden />
          </span>
          <div className={classes.what}>
            <span className={classes.title}>{t('uploads.unfinished', { name: one.name })}</span>
            <span className={classes.detail}>
              {sizeText(one.size, language)} · {t('uploads.unfinishedHelp')}
            </span>
          </div>
          <div className={classes.acts}>
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={t('uploads.forget', { name: one.name })}
              onClick={() => void forget(one)}
            >
              <IconX size={19} aria-hidden />
            </ActionIcon>
          </div>
        </li>
      ))}
    </ul>
  );
}
