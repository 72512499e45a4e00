// Every version of an answer with who signed it, when, and the hashes that bind it.
import { useQuery } from '@tanstack/react-query';
import { opinions, type Slip } from '../../api/opinions';
import { useLanguage } from '../../i18n';
import classes from './Opinions.module.css';
import { momentText } from './words';

export function Versions({ slip, account }: { slip: Slip; account: string }) {
  const { t, language } = useLanguage();
  const found = useQuery({
    queryKey: ['opinions', 'versions', slip.id, account],
    queryFn: () => opinions.versions(slip.id, account),
  });
  const versions = [...(found.data ?? [])].reverse();
  if (versions.length === 0) return null;
  return (
    <section className={`surface ${classes.panel}`}>
      <h2>{t('opinions.versions')}</h2>
      <ul className={classes.list}>
        {versions.map((one) => (
          <li key={one.version}>
            <strong>{t('opinions.version', { n: one.version })}</strong>{' '}
            <span className="figures">
              {t('opinions.signedBy', { name: one.by.name, at: momentText(one.at, language) })}
            </span>
            <p className={classes.text}>
              {one.answer.opinions
                .map((given) => [t(`opinions.${given.opinion}`), given.text].filter(Boolean).join(': '))
                .join('\n')}
            </p>
            <p className={classes.small}>
              {t('opinions.entry', { n: one.entry })} · {t('opinions.fingerprint')}:{' '}
              <span className={classes.mono}>{one.content_sha256}</span>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
