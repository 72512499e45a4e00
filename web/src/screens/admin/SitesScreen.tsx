// Sites: the dated list, with import, pairing and machines.
import { Button, Checkbox, Menu, TextInput } from '@mantine/core';
import {
  IconBuildingCommunity,
  IconDeviceTv,
  IconDownload,
  IconFileImport,
  IconPencil,
  IconPlugConnected,
  IconPlus,
  IconSearch,
  IconSearchOff,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Site, sites } from '../../api/sites';
import { PageShell } from '../../components/PageShell';
import { useLanguage } from '../../i18n';
import { localDay } from '../../lib/localTime';
import { matches } from '../home/fold';
import { Gate } from '../home/Gate';
import { Empty } from '../home/Notice';
import classes from './Admin.module.css';
import { DevicesDrawer } from './DevicesDrawer';
import { ImportDialog } from './ImportDialog';
import { Awaited, ListHead, ListTable, RowMenu } from './Listing';
import { PairingDialog } from './PairingDialog';
import { SiteDrawer } from './SiteDrawer';
import { SiteRow } from './SiteRow';

type Task =
  | { readonly kind: 'none' | 'add' | 'import' }
  | { readonly kind: 'edit' | 'pair' | 'devices'; readonly site: Site };

export default function SitesScreen() {
  return <Gate only="administrator">{() => <Sites />}</Gate>;
}

function Sites() {
  const { t } = useLanguage();
  const [query, setQuery] = useState('');
  const [on, setOn] = useState<string | null>(() => localDay(new Date().toISOString()));
  const [task, setTask] = useState<Task>({ kind: 'none' });
  const found = useQuery({
    queryKey: ['sites', on],
    queryFn: () => sites.list(on),
    placeholderData: (before) => before,
  });
  const shown = (found.data ?? []).filter((site) =>
    matches(query, site.code, site.name, site.short_name, site.note),
  );
  const close = () => setTask({ kind: 'none' });
  return (
    <PageShell>
      <ListHead title={t('admin.sitesTitle')} lead={t('admin.sitesLead')}>
        <Button
          component="a"
          href={sites.exportUrl()}
          download
          variant="default"
          leftSection={<IconDownload size={18} aria-hidden />}
        >
          {t('admin.exportCsv')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconFileImport size={18} aria-hidden />}
          onClick={() => setTask({ kind: 'import' })}
        >
          {t('admin.importCsv')}
        </Button>
        <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setTask({ kind: 'add' })}>
          {t('admin.addSite')}
        </Button>
      </ListHead>
      <Filters
        query={query}
        onQuery={setQuery}
        on={on}
        onDay={setOn}
        count={found.data ? shown.length : null}
      />
      <Awaited found={found} rows={6} />
      {found.data?.length === 0 && (
        <Empty icon={IconBuildingCommunity} title={t('admin.sitesEmpty')} help={t('admin.sitesEmptyHelp')} />
      )}
      {found.data && found.data.length > 0 && shown.length === 0 && (
        <Empty icon={IconSearchOff} title={t('admin.noSiteMatch')} help={t('admin.noSiteMatchHelp')} />
      )}
      {shown.length > 0 && <SitesTable list={shown} onTask={setTask} />}
      <SiteDrawer
        site={task.kind === 'edit' ? task.site : null}
        opened={task.kind === 'edit' || task.kind === 'add'}
        onClose={close}
      />
      <ImportDialog opened={task.kind === 'import'} onClose={close} />
      {task.kind === 'pair' && <PairingDialog site={task.site} onClose={close} />}
      {task.kind === 'devices' && (
        <DevicesDrawer
          site={task.site}
          onClose={close}
          onPair={() => setTask({ kind: 'pair', site: task.site })}
        />
      )}
    </PageShell>
  );
}

interface FilterProps {
  readonly query: string;
  readonly onQuery: (query: string) => void;
  readonly on: string | null;
  readonly onDay: (on: string | null) => void;
  readonly count: number | null;
}

function Filters({ query, onQuery, on, onDay, count }: FilterProps) {
  const { t } = useLanguage();
  const [day, setDay] = useState(on ?? '');
  return (
    <div className={classes.filters}>
      <TextInput
        className={classes.search ?? ''}
        aria-label={t('admin.searchSites')}
        placeholder={t('admin.searchSites')}
        leftSection={<IconSearch size={18} aria-hidden />}
        value={query}
        onChange={(event) => onQuery(event.currentTarget.value)}
      />
      <div className={classes.date}>
        <span aria-hidden>{t('admin.asOf')}</span>
        <TextInput
          type="date"
          aria-label={t('admin.asOf')}
          value={day}
          disabled={on === null}
          onChange={(event) => {
            setDay(event.currentTarget.value);
            if (event.currentTarget.value) onDay(event.currentTarget.value);
          }}
        />
      </div>
      <Checkbox
        label={t('admin.allPeriods')}
        checked={on === null}
        onChange={(event) => onDay(event.currentTarget.checked ? null : day)}
      />
      {count !== null && (
        <span className={classes.count} role="status">
          {t('admin.sitesCount', { n: count })}
        </span>
      )}
    </div>
  );
}

function SitesTable({ list, onTask }: { list: readonly Site[]; onTask: (task: Task) => void }) {
  const { t } = useLanguage();
  return (
    <ListTable
      acts
      columns={[t('admin.code'), t('admin.name'), t('admin.kind'), t('admin.validity'), t('admin.machines')]}
    >
      {list.map((site) => (
        <SiteRow key={`${site.code}-${site.valid_from}`} site={site}>
          <SiteActions site={site} onTask={onTask} />
        </SiteRow>
      ))}
    </ListTable>
  );
}

function SiteActions({ site, onTask }: { site: Site; onTask: (task: Task) => void }) {
  const { t } = useLanguage();
  return (
    <RowMenu label={t('admin.actionsOf', { name: site.name })}>
      <Menu.Item
        leftSection={<IconPlugConnected size={18} aria-hidden />}
        onClick={() => onTask({ kind: 'pair', site })}
      >
        {t('admin.pair')}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconDeviceTv size={18} aria-hidden />}
        onClick={() => onTask({ kind: 'devices', site })}
      >
        {t('admin.machines')}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconPencil size={18} aria-hidden />}
        onClick={() => onTask({ kind: 'edit', site })}
      >
        {t('common.edit')}
      </Menu.Item>
    </RowMenu>
  );
}
