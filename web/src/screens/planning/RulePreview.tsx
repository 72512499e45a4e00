// The next days of a rule as the server counts them; holidays are shown as left out.
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { type RuleFields, series } from '../../api/planning';
import { useLanguage } from '../../i18n';
import { problemText } from '../../lib/problem';
import admin from '../admin/Admin.module.css';
import { Notice } from '../home/Notice';
import { dayText } from '../home/times';
import classes from './Planning.module.css';

const SHOWN = 8;

export function RulePreview({ rule }: { rule: RuleFields }) {
  const { t, language } = useLanguage();
  const { begins, at, without, skip_holidays, ends_before } = rule;
  const asked = { rule: rule.rule, begins, at, without, skip_holidays, ends_before };
  const [key] = useDebouncedValue(JSON.stringify(asked), 400);
  const found = useQuery({
    queryKey: ['preview', key],
    queryFn: () => series.preview(JSON.parse(key) as RuleFields),
    placeholderData: (before) => before,
    retry: false,
  });
  if (found.isError) {
    return (
      <Notice tone="warn" title={t('planning.preview')}>
        {problemText(found.error, t)}
      </Notice>
    );
  }
  if (!found.data) return null;
  return (
    <section className={classes.preview}>
      <h3>{t('planning.preview')}</h3>
      <ol>
        {found.data.slice(0, SHOWN).map((day) => (
          <li key={day.day} data-off={day.state === 'skipped'}>
            {dayText(day.scheduled_at, language)}
            {day.holiday && (
              <span className={admin.pill} data-tone="warn">
                {day.holiday}
              </span>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
