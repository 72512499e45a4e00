// The list of records: find one by title or day, see at a glance whether it was recorded.
import { Button, Checkbox, Skeleton, Stack, TextInput } from '@mantine/core';
import { IconArchive, IconSearch, IconSearchOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { Link } from 'react-router';
import { archive, type RecordStanding, type RecordSummary } from '../../api/archive';
import { PageShell } from '../../components/PageShell';
import { type Language, useLanguage } from '../../i18n';
import { matches } from '../home/fold';
import { Gate } from '../home/Gate';
import { Empty, LoadFailed } from '../home/Notice';
import { PasswordAsk } from '../home/PasswordAsk';
import { dayText, hourText, shortDayText, sizeText, spanText } from '../home/times';
import classes from './ArchiveScreen.module.css';
import { percentText, standing } from './completeness';

export default function ArchiveScreen() {
  return <Gate>{() => <ArchiveList />}</Gate>;
}

function ArchiveList() {
  const { t, language } = useLanguage();
  const [query, setQuery] = useState('');
  const [recordedOnly, setRecordedOnly] = useState(false);
  const found = useQuery({ queryKey: ['archive'], queryFn: archive.list, refetchInterval: 30_000 });
  const shown = useMemo(
    () =>
      (found.data ?? [])
        .filter((record) => !recordedOnly || record.recorded)
        .filter((record) => matches(query, record.title, ...daysOf(record, language)))
        .sort((a, b) => (b.opened_at ?? '').localeCompare(a.opened_at ?? '')),
    [found.data, recordedOnly, query, language],
  );
  return (
    <PageShell>
      <header className={classes.head}>
        <div>
          <h1 className={classes.title}>{t('archive.title')}</h1>
          <p className={classes.lead}>{t('archive.lead')}</p>
        </div>
        <div className={classes.tools}>
          <TextInput
            className={classes.search ?? ''}
            aria-label={t('archive.search')}
            placeholder={t('archive.search')}
            leftSection={<IconSearch size={18} aria-hidden />}
            value={query}
            onChange={(event) => setQuery(event.currentTarget.value)}
          />
          <Checkbox
            label={t('archive.onlyRecorded')}
            checked={recordedOnly}
            onChange={(event) => setRecordedOnly(event.currentTarget.checked)}
          />
        </div>
      </header>
      <PasswordAsk />
      {found.isPending && <Waiting />}
      {found.isError && !found.data && (
        <LoadFailed title={t('archive.loadFailed')} problem={found.error} retry={found.refetch} />
      )}
      {found.data?.length === 0 && (
        <Empty icon={IconArchive} title={t('archive.empty')} help={t('archive.emptyHelp')} />
      )}
      {found.data && found.data.length > 0 && shown.length === 0 && (
        <Empty
          icon={IconSearchOff}
          title={t('archive.noMatch')}
          help={t('archive.noMatchHelp')}
          action={
            <Button variant="default" onClick={() => [setQuery(''), setRecordedOnly(false)]}>
              {t('archive.clearSearch')}
            </Button>
          }
        />
      )}
      {shown.length > 0 && <Records records={shown} />}
    </PageShell>
  );
}

/** The day as it may be searched for: in words and in figures. */
function daysOf(record: RecordSummary, language: Language): string[] {
  return record.opened_at
    ? [dayText(record.opened_at, language), shortDayText(record.opened_at, language)]
    : [];
}

function Waiting() {
  return (
    <Stack gap="sm" aria-hidden>
      {[1, 2, 3, 4].map((row) => (
        <Skeleton key={row} h={64} radius="md" />
      ))}
    </Stack>
  );
}

function Records({ records }: { records: readonly RecordSummary[] }) {
  const { t } = useLanguage();
  return (
    <>
      <table className={`surface ${classes.table}`}>
        <thead>
          <tr>
            <th>{t('archive.colTitle')}</th>
            <th>{t('archive.colDate')}</th>
            <th>{t('archive.colDuration')}</th>
            <th>{t('archive.colRecord')}</th>
          </tr>
        </thead>
        <tbody>
          {records.map((record) => (
            <Row key={record.id} record={record} />
          ))}
        </tbody>
      </table>
      <p className={classes.count} role="status">
        {t('archive.count', { n: records.length })}
      </p>
    </>
  );
}

function Row({ record }: { record: RecordSummary }) {
  const { t, language } = useLanguage();
  return (
    <tr>
      <td className={classes.name}>
        <Link to={`/archive/${record.id}`}>{record.title}</Link>
      </td>
      <td className="figures">
        {record.opened_at ? shortDayText(record.opened_at, language) : '–'}
        {record.opened_at && <span className={classes.hour}>{hourText(record.opened_at, language)}</span>}
      </td>
      <td className="figures">{record.duration_s === null ? '–' : spanText(record.duration_s, t)}</td>
      <td className="figures">
        <span className={classes.mark} data-on={record.recorded}>
          {record.recorded
            ? t('archive.recorded', { n: record.tracks, size: sizeText(record.size, language) })
            : t('archive.notRecorded')}
        </span>
        {record.recorded && <Standing record={record.completeness} />}
      </td>
    </tr>
  );
}

/** In words whether the record is whole, so that nobody has to open it to find out. */
function Standing({ record }: { record: RecordStanding }) {
  const { t, language } = useLanguage();
  const how = standing(record);
  return (
    <span className={classes.standing} data-how={how}>
      {t(`archive.${how}`, { share: percentText(record, language) })}
    </span>
  );
}
