import { type Key, useT } from '../../i18n';
import { WEEKDAY_NAMES } from '../calendar/days';
import { DAYS, ruleForm } from './rules';

/** A rule in a few words; one that no form has is shown as it is written. */
export function useRuleWords(): (rule: string) => string {
  const t = useT();
  const dayName = (day: string) =>
    t(`planning.${WEEKDAY_NAMES[DAYS.indexOf(day as (typeof DAYS)[number])] ?? 'mon'}`);
  return (rule) => {
    const [base = '', until] = rule.split(/;(?=COUNT|UNTIL)/);
    const form = ruleForm(base);
    const unit = form.every === 'weekly' ? 'planning.weeks' : 'planning.months';
    const apart = form.interval > 1 ? `, ${t('planning.interval')} ${form.interval} ${t(unit)}` : '';
    const tail = until ? ` (${until})` : '';
    if (form.every === 'other') return rule;
    if (form.every === 'weekly') {
      return `${t('planning.every_weekly')}${apart}: ${form.days.map(dayName).join(', ')}${tail}`;
    }
    if (form.every === 'monthDay') {
      const day = form.monthDay === -1 ? t('planning.lastDay') : `${t('planning.monthDay')} ${form.monthDay}`;
      return `${t('planning.every_monthDay')}${apart}: ${day}${tail}`;
    }
    const nth = t(`planning.nth_${form.nth}` as Key);
    return `${t('planning.every_monthWeekday')}${apart}: ${dayName(form.days[0] ?? 'MO')} ${nth}${tail}`;
  };
}
