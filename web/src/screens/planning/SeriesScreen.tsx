// Series of briefings: listed with their next meeting, made, and opened day by day.
import { Button } from '@mantine/core';
import { IconPlus, IconRepeat } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { type SeriesLine, series } from '../../api/planning';
import { PageShell } from '../../components/PageShell';
import { useLanguage } from '../../i18n';
import admin from '../admin/Admin.module.css';
import { Awaited, ListHead, ListTable } from '../admin/Listing';
import { Gate } from '../home/Gate';
import { Empty } from '../home/Notice';
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
      <ListHead title={t('planning.series')} lead={t('planning.seriesLead')}>
        <Button component={Link} to="/calendar" variant="default">
          {t('planning.calendar')}
        </Button>
        {create}
      </ListHead>
      <Awaited found={found} />
      {found.data?.length === 0 && (
        <Empty
          icon={IconRepeat}
          title={t('planning.seriesEmpty')}
          help={t('planning.seriesEmptyHelp')}
          action={create}
        />
      )}
      {found.data && found.data.length > 0 && (
        <ListTable columns={[t('planning.seriesName'), t('planning.repeats'), t('planning.preview')]}>
          {found.data.map((one) => (
            <Row key={one.id} one={one} onOpen={onOpen} />
          ))}
        </ListTable>
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
