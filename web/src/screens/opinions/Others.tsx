// The other recipients' answers, where the slip shows them.
import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type MySlip, opinions } from '../../api/opinions';
import { useLanguage } from '../../i18n';
import { LoadFailed } from '../home/Notice';
import { MoreRows, ROWS } from './MoreRows';
import classes from './Opinions.module.css';
import { momentText } from './words';

export function Others({ one }: { one: MySlip }) {
  const { t, language } = useLanguage();
  const { slip, recipient } = one;
  const [rows, setRows] = useState(ROWS);
  const may = recipient.stage === 'answered' || !slip.is_open;
  const found = useQuery({
    queryKey: ['opinions', 'others', slip.id, recipient.account],
    queryFn: () => opinions.others(slip.id, recipient.account),
    enabled: may,
  });
  return (
    <section className={`surface ${classes.panel}`}>
      <h2>{t('opinions.others')}</h2>
      {!may && <Text>{t('opinions.othersLater')}</Text>}
      {found.isError && !found.data && (
        <LoadFailed title={t('opinions.loadFailed')} problem={found.error} retry={found.refetch} />
      )}
      {found.data?.length === 0 && <Text>{t('opinions.othersNone')}</Text>}
      <ul className={classes.list}>
        {found.data?.slice(0, rows).map((other) => (
          <li key={other.account}>
            <strong>{other.name}</strong> <span className={classes.small}>{other.office}</span>
            <p className={classes.text}>
              {other.answer.opinions
                .map((given) => [t(`opinions.${given.opinion}`), given.text].filter(Boolean).join(': '))
                .join('\n')}
            </p>
            <span className={`figures ${classes.small}`}>{momentText(other.answered_at, language)}</span>
          </li>
        ))}
      </ul>
      <MoreRows left={(found.data?.length ?? 0) - rows} onMore={() => setRows(rows + ROWS)} />
    </section>
  );
}
