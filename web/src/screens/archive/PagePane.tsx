// The page that was in front at this second.
import { IconFileOff } from '@tabler/icons-react';
import type { PageMark } from '../../api/archive';
import { useT } from '../../i18n';
import classes from './Stage.module.css';

export function PagePane({ page }: { page: PageMark | null }) {
  const t = useT();
  return (
    <section className={classes.page} aria-label={t('archive.layoutPage')}>
      {page?.url ? (
        <span className={classes.number}>{t('archive.pageOf', { n: page.page ?? 1 })}</span>
      ) : (
        <div className={classes.empty}>
          <IconFileOff size={56} stroke={1.2} aria-hidden />
          <span>{t('archive.noPage')}</span>
        </div>
      )}
    </section>
  );
}
