// Series of briefings: listed with their next meeting, made, and opened day by day.
import { Button, Skeleton } from '@mantine/core';
import { IconPlus, IconRepeat } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { type SeriesLine, series } from '../../api/planning';
import { PageShell } from '../../components/PageShell';
import { useLanguage } from '../../i18n';
import admin from '../admin/Admin.module.css';
import { Gate } from '../home/Gate';
import { Empty, LoadFailed } from '../home/Notice';
import { dayText, hourText } from '../home/times';
import { SeriesDays } from './SeriesDays';
import { SeriesEditor } from './SeriesEditor';
import { useRuleWords } from './useRuleWords';

export default function SeriesScreen() {
  return <Gate>{() => <SeriesPages />}</Gate>;
}

function SeriesPages() {
  const [query, setQuery] = useSearchParams();
  const [id, edits] = [query.get('id'), query.has('edit')];
  const list = () => setQuery({}, { replace: true });
  if (edits) {
    const done = (saved: string | null) => (saved ? setQuery({ id: saved }, { replace: true }) : list());
    return <SeriesEditor id={id} from={query.get('from')} onDone={done} />;
  }
  if (id) {
    const edit = (from: string | null) => setQuery(from ? { id, edit: '1', from } : { id, edit: '1' });
    return <SeriesDays id={id} onBack={list} onEdit={edit} />;
  }
  return <SeriesList onOpen={(one) => setQuery({ id: one })} onNew={() => setQuery({ edit: '1' })} />;
}

function SeriesList({ onOpen, onNew }: { onOpen: (id: string) => void; onNew: () => void }) {
  const { t } = useLanguage();
  const found = useQuery({ queryKey: ['series'], queryFn: series.list });
  const create = (
    <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={onNew}>
      {t('planning.newSeries')}
    </Button>
  );
  return (
    <PageShell>
      <header className={admin.head}>
        <div>
          <h1 className={admin.title}>{t('planning.series')}</h1>
          <p className={admin.lead}>{t('planning.seriesLead')}</p>
        </div>
        <div className={admin.acts}>
          <Button component={Link} to="/calendar" variant="default">
            {t('planning.calendar')}
          </Button>
          {create}
        </div>
      </header>
      {found.isPending && <Skeleton h={62} radius="md" aria-hidden />}
      {found.isError && (
        <LoadFailed title={t('admin.loadFailed')} problem={found.error} retry={found.refetch} />
      )}
      {found.data?.length === 0 && (
        <Empty
          icon={IconRepeat}
          title={t('planning.seriesEmpty')}
          help={t('planning.seriesEmptyHelp')}
          action={create}
        />
      )}
      {found.data && found.data.length > 0 && (
        <div className={`surface ${admin.scroll}`}>
          <table className={admin.table}>
            <thead>
              <tr>
                <th>{t('planning.seriesName')}</th>
                <th>{t('planning.repeats')}</th>
                <th>{t('planning.preview')}</th>
              </tr>
            </thead>
            <tbody>
              {found.data.map((one) => (
                <Row key={one.id} one={one} onOpen={onOpen} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </PageShell>
  );
}

function Row({ one, onOpen }: { one: SeriesLine; onOpen: (id: string) => void }) {
  const { t, language } = useLanguage();
  const words = useRuleWords();
  const at = one.next?.scheduled_at;
  return (
    <tr>
      <td className={admin.strong}>
        <Button variant="subtle" px="xs" mx={-10} onClick={() => onOpen(one.id)}>
          {one.name}
        </Button>
        <span className={admin.small}>{one.title}</span>
      </td>
      <td>
        {words(one.rule)}, {one.at}
      </td>
      <td>
        {at
          ? t('planning.nextDay', { day: `${hourText(at, language)} ${dayText(at, language)}` })
          : t('planning.noNext')}
      </td>
    </tr>
  );
}
