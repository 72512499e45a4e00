// Which sites are invited: search, tick, all or none.
import { Button, Checkbox, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import type { Site } from '../../api/sites';
import { useT } from '../../i18n';
import { matches } from '../home/fold';
import admin from './Admin.module.css';
import classes from './MeetingForm.module.css';

interface Props {
  readonly sites: readonly Site[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: string[]) => void;
}

export function SitesPicker({ sites, chosen, onChange }: Props) {
  const t = useT();
  const [query, setQuery] = useState('');
  const shown = sites.filter((site) => matches(query, site.code, site.name, site.short_name));
  const codes = shown.map((site) => site.code);
  const toggle = (code: string, on: boolean) =>
    onChange(on ? [...chosen, code] : chosen.filter((one) => one !== code));
  return (
    <>
      <div className={classes.pickerHead}>
        <TextInput
          className={admin.search ?? ''}
          aria-label={t('admin.searchSites')}
          placeholder={t('admin.searchSites')}
          leftSection={<IconSearch size={18} aria-hidden />}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
        <Button variant="default" onClick={() => onChange([...new Set([...chosen, ...codes])])}>
          {t('admin.selectAll')}
        </Button>
        <Button variant="default" onClick={() => onChange(chosen.filter((code) => !codes.includes(code)))}>
          {t('admin.selectNone')}
        </Button>
        <span className={admin.count} role="status">
          {t('admin.selectedOf', { n: chosen.length, all: sites.length })}
        </span>
      </div>
      <div className={classes.sites}>
        {shown.map((site) => (
          <Checkbox
            key={`${site.code}-${site.valid_from}`}
            className={classes.site ?? ''}
            data-on={chosen.includes(site.code)}
            label={site.name}
            checked={chosen.includes(site.code)}
            onChange={(event) => toggle(site.code, event.currentTarget.checked)}
          />
        ))}
      </div>
    </>
  );
}
