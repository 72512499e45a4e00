// Says who would be in two meetings at once. A warning: nothing is refused.
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { type ClashQuestion, calendar } from '../../api/planning';
import { useLanguage } from '../../i18n';
import { Notice } from '../home/Notice';
import { hourText, shortDayText } from '../home/times';

export function ClashWarning({ question }: { question: ClashQuestion | null }) {
  const { t, language } = useLanguage();
  const [asked] = useDebouncedValue(question, 500);
  const found = useQuery({
    queryKey: ['clashes', JSON.stringify(asked)],
    queryFn: () => calendar.clashes(asked as ClashQuestion),
    enabled: asked !== null && asked.sites.length + asked.officers.length > 0,
    staleTime: 30_000,
  });
  if (!found.data || found.data.length === 0) return null;
  return (
    <Notice tone="warn" title={t('planning.clash')}>
      {found.data.map((one) => (
        <div key={`${one.id} ${one.scheduled_at} ${one.seats[0]?.seat}`}>
          {t('planning.clashLine', {
            who: one.seats.map((seat) => seat.name).join(', '),
            title: one.title ?? t('planning.clashHidden'),
            time: `${hourText(one.scheduled_at, language)} ${shortDayText(one.scheduled_at, language)}`,
          })}
        </div>
      ))}
      {t('planning.clashHelp')}
    </Notice>
  );
}
