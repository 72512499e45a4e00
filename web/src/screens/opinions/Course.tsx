// What the office did to the slip, and whether its chain holds.
import { Anchor, Button } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type CourseEntry, opinions, type WholeSlip } from '../../api/opinions';
import { type Key, useLanguage } from '../../i18n';
import { notifyProblem } from '../../lib/notify';
import { Notice } from '../home/Notice';
import classes from './Opinions.module.css';
import { momentText } from './words';

// The account under which the server does what it does by itself.
const SYSTEM = 'system';

export function Course({ slip }: { slip: WholeSlip }) {
  const { t } = useLanguage();
  const check = useMutation({
    mutationFn: () => opinions.verify(slip.id),
    onError: (problem) => notifyProblem(problem, t),
  });
  const found = check.data;
  return (
    <section className={`surface ${classes.panel} ${classes.stack}`}>
      <h2>{t('opinions.course')}</h2>
      <ul className={classes.list}>
        {slip.course.map((entry) => (
          <Line key={entry.seq} entry={entry} />
        ))}
      </ul>
      <p className={classes.small}>
        {t('opinions.chain')}: <span className={classes.mono}>{slip.head}</span>
      </p>
      <div className={classes.acts}>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconShieldCheck size={16} aria-hidden />}
          loading={check.isPending}
          onClick={() => check.mutate()}
        >
          {t('opinions.verify')}
        </Button>
        <Anchor href={opinions.entriesUrl(slip.id)} size="sm">
          entries.jsonl
        </Anchor>
      </div>
      {found && (
        <Notice
          tone={found.holds ? 'good' : 'bad'}
          title={
            found.holds
              ? t('opinions.chainHolds', { n: found.entries })
              : t('opinions.chainBroken', {
                  what: found.findings.map((one) => `${one.code} (${one.where})`).join('; '),
                })
          }
        />
      )}
    </section>
  );
}

function Line({ entry }: { entry: CourseEntry }) {
  const { t, language } = useLanguage();
  const { deadline, reason } = entry.data;
  return (
    <li>
      <span className="figures">{momentText(entry.at, language)}</span>{' '}
      <strong>{t(`opinions.course_${entry.type}` as Key)}</strong> ·{' '}
      {entry.by.account === SYSTEM ? t('opinions.bySystem') : entry.by.name}
      <span className={classes.small}>
        {[
          typeof deadline === 'string' && t('opinions.until', { at: momentText(deadline, language) }),
          typeof reason === 'string' && t('opinions.reasonIs', { reason }),
        ]
          .filter(Boolean)
          .map((text) => ` · ${text}`)
          .join('')}
      </span>
    </li>
  );
}
